import type { Dice } from "@/lib/sandbox/world/dice";

export type City = { city: string; state: string; postalCode: string };

export type Country = {
  code: string;
  name: string;
  /** In the EU, the EEA or the United Kingdom: no personal email is ever given. */
  isGdpr: boolean;
  timeZone: string;
  language: string;
  /** Of 48 companies, how many are here. */
  weight: number;
  streets: readonly string[];
  cities: readonly City[];
  mobile: (dice: Dice) => string;
  landline: (dice: Dice) => string;
};

const digits = (dice: Dice, width: number): string => String(dice.below(10 ** width)).padStart(width, "0");
const fiction555 = (areas: readonly string[]) => (dice: Dice) => `+1${dice.pick(areas)}55501${digits(dice, 2)}`;
const block = (prefixes: readonly string[], width: number) => (dice: Dice) => dice.pick(prefixes) + digits(dice, width);

const towns = (text: string): City[] =>
  text.split("; ").map((entry) => {
    const [city = "", state = "", postalCode = ""] = entry.split("/");
    return { city, state, postalCode };
  });

const streets = (text: string): string[] => text.split(", ");

/**
 * Numbers come from the ranges that the regulator keeps for fiction: NANPA 555-01XX, Ofcom, Arcep, Bundesnetzagentur,
 * ACMA, PTS. The last six countries keep none; theirs lie in all-zero blocks of the right shape.
 */
export const COUNTRIES: readonly Country[] = [
  {
    code: "US",
    name: "United States",
    isGdpr: false,
    timeZone: "America/New_York",
    language: "English",
    weight: 12,
    streets: streets("Harbor St, Mill Rd, Larkspur Ave, Foundry Blvd, Cedar Ln, Beacon Way, Juniper Dr"),
    cities: towns(
      "Austin/Texas/78701; Boston/Massachusetts/02110; Denver/Colorado/80202; Seattle/Washington/98101; Chicago/Illinois/60606; Atlanta/Georgia/30303; Portland/Oregon/97204; New York/New York/10013",
    ),
    mobile: fiction555(["212", "512", "617", "303", "206", "312", "404", "503"]),
    landline: fiction555(["646", "737", "857", "720", "253", "773", "470", "971"]),
  },
  {
    code: "GB",
    name: "United Kingdom",
    isGdpr: true,
    timeZone: "Europe/London",
    language: "English",
    weight: 6,
    streets: streets("Wharf Road, Chandler Street, Priory Lane, Foundry Row, Alma Terrace, Station Approach"),
    cities: towns(
      "London/England/EC2A 4NE; Manchester/England/M1 2WD; Bristol/England/BS1 4DJ; Leeds/England/LS1 5DL; Edinburgh/Scotland/EH2 4RG; Cardiff/Wales/CF10 3NP",
    ),
    mobile: block(["+447700900"], 3),
    landline: block(["+442079460", "+441614960", "+441174960", "+441134960"], 3),
  },
  {
    code: "DE",
    name: "Germany",
    isGdpr: true,
    timeZone: "Europe/Berlin",
    language: "German",
    weight: 6,
    streets: streets("Lindenstraße, Hafenweg, Am Alten Markt, Gerberstraße, Schillerplatz, Werkhof"),
    cities: towns(
      "Berlin/Berlin/10117; Hamburg/Hamburg/20457; Munich/Bavaria/80331; Cologne/North Rhine-Westphalia/50667; Frankfurt/Hesse/60311; Leipzig/Saxony/04109",
    ),
    mobile: block(["+4917139200"], 2),
    landline: block(["+493023125", "+496990009", "+498999998", "+494066969", "+492214710"], 3),
  },
  {
    code: "FR",
    name: "France",
    isGdpr: true,
    timeZone: "Europe/Paris",
    language: "French",
    weight: 4,
    streets: streets("rue des Tanneurs, avenue du Port, rue de l'Horloge, quai des Brumes, place du Marché"),
    cities: towns(
      "Paris/Île-de-France/75010; Lyon/Auvergne-Rhône-Alpes/69002; Nantes/Pays de la Loire/44000; Toulouse/Occitanie/31000; Lille/Hauts-de-France/59000",
    ),
    mobile: block(["+3363998"], 4),
    landline: block(["+3319900", "+3326191", "+3335301", "+3346571", "+3353649"], 4),
  },
  {
    code: "SE",
    name: "Sweden",
    isGdpr: true,
    timeZone: "Europe/Stockholm",
    language: "Swedish",
    weight: 2,
    streets: streets("Hamngatan, Kvarnvägen, Björkallén, Stora Torget, Fiskaregatan"),
    cities: towns(
      "Stockholm/Stockholm County/111 20; Gothenburg/Västra Götaland/411 06; Malmö/Skåne/211 20; Uppsala/Uppsala County/753 10",
    ),
    mobile: (dice) => `+467017406${String(dice.between(5, 99)).padStart(2, "0")}`,
    landline: block(["+463139006", "+468465004", "+464062804"], 2),
  },
  {
    code: "AU",
    name: "Australia",
    isGdpr: false,
    timeZone: "Australia/Sydney",
    language: "English",
    weight: 3,
    streets: streets("Wattle Street, Quarry Road, Lorikeet Lane, Jetty Parade, Banksia Court"),
    cities: towns(
      "Sydney/New South Wales/2000; Melbourne/Victoria/3000; Brisbane/Queensland/4000; Perth/Western Australia/6000",
    ),
    mobile: (dice) =>
      `+61491570${dice.pick(["006", "156", "157", "158", "159", "110", "313", "737", "266", "491", "804"])}`,
    landline: block(["+6125550", "+6135550", "+6175550", "+6185550", "+6127010", "+6137010"], 4),
  },
  {
    code: "CA",
    name: "Canada",
    isGdpr: false,
    timeZone: "America/Toronto",
    language: "English",
    weight: 3,
    streets: streets("Maple Row, Rideau Crescent, Portage Road, Kingfisher Way, Granite Avenue"),
    cities: towns(
      "Toronto/Ontario/M5V 2T6; Montreal/Quebec/H2Y 1C6; Vancouver/British Columbia/V6B 1A1; Calgary/Alberta/T2P 1J9",
    ),
    mobile: fiction555(["416", "514", "604", "403"]),
    landline: fiction555(["647", "438", "778", "587"]),
  },
  {
    code: "NL",
    name: "Netherlands",
    isGdpr: true,
    timeZone: "Europe/Amsterdam",
    language: "Dutch",
    weight: 2,
    streets: streets("Zeedijk, Molenstraat, Havenkade, Wilgenlaan, Oude Gracht"),
    cities: towns(
      "Amsterdam/North Holland/1012 AB; Rotterdam/South Holland/3011 AA; Utrecht/Utrecht/3511 LX; Eindhoven/North Brabant/5611 AZ",
    ),
    mobile: block(["+31610000"], 3),
    landline: block(["+3120000"], 4),
  },
  {
    code: "ES",
    name: "Spain",
    isGdpr: true,
    timeZone: "Europe/Madrid",
    language: "Spanish",
    weight: 3,
    streets: streets("Calle del Molino, Avenida del Puerto, Calle de la Fragua, Plaza Mayor, Paseo de los Olmos"),
    cities: towns(
      "Madrid/Community of Madrid/28013; Barcelona/Catalonia/08002; Valencia/Valencian Community/46001; Bilbao/Basque Country/48001",
    ),
    mobile: block(["+34600000"], 3),
    landline: block(["+34910000", "+34930000"], 3),
  },
  {
    code: "IT",
    name: "Italy",
    isGdpr: true,
    timeZone: "Europe/Rome",
    language: "Italian",
    weight: 2,
    streets: streets("Via dei Mulini, Corso del Porto, Via della Lanterna, Piazza Vecchia, Viale dei Tigli"),
    cities: towns("Milan/Lombardy/20121; Rome/Lazio/00186; Turin/Piedmont/10121; Bologna/Emilia-Romagna/40121"),
    mobile: block(["+393200000"], 3),
    landline: block(["+39060000", "+39020000"], 4),
  },
  {
    code: "BR",
    name: "Brazil",
    isGdpr: false,
    timeZone: "America/Sao_Paulo",
    language: "Portuguese",
    weight: 2,
    streets: streets("Rua das Oficinas, Avenida do Farol, Rua do Moinho, Travessa das Palmeiras"),
    cities: towns(
      "São Paulo/São Paulo/01001-000; Rio de Janeiro/Rio de Janeiro/20010-000; Curitiba/Paraná/80010-000; Recife/Pernambuco/50010-000",
    ),
    mobile: block(["+5511900000", "+5521900000"], 3),
    landline: block(["+5511300", "+5521200"], 5),
  },
  {
    code: "IN",
    name: "India",
    isGdpr: false,
    timeZone: "Asia/Kolkata",
    language: "English",
    weight: 2,
    streets: streets("Mill Road, Lake View Street, Old Fort Road, Banyan Avenue, Station Road"),
    cities: towns(
      "Bengaluru/Karnataka/560001; Mumbai/Maharashtra/400001; Pune/Maharashtra/411001; Hyderabad/Telangana/500001",
    ),
    mobile: block(["+919000000"], 3),
    landline: block(["+912220000", "+918020000"], 3),
  },
  {
    code: "JP",
    name: "Japan",
    isGdpr: false,
    timeZone: "Asia/Tokyo",
    language: "Japanese",
    weight: 1,
    streets: streets("Minatocho, Honmachi, Sakuradori, Kawabata"),
    cities: towns("Tokyo/Tokyo/100-0005; Osaka/Osaka/530-0001; Nagoya/Aichi/450-0002"),
    mobile: block(["+819010000"], 3),
    landline: block(["+81330000"], 3),
  },
];
