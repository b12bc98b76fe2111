import { PARAMETERS, type Parameter } from "@/lib/runs/parameters";

/** What columns are called in exports of other tools and in other languages, without accents and in lower case. */
const NAMES: Record<Parameter, string> = {
  firstName:
    "first name|firstname|first|fname|given name|givenname|given names|forename|christian name|vorname|rufname|prenom|nombre|nombres|primer nombre|nome proprio|primeiro nome|voornaam|fornavn|fornamn|etunimi|imie|jmeno|krestni jmeno|keresztnev|prenume|ad|isim|imya|имя|όνομα|ονομα|名|名字|이름|اسم",
  lastName:
    "last name|lastname|last|lname|surname|family name|familyname|second name|nachname|familienname|zuname|nom de famille|apellido|apellidos|cognome|sobrenome|apelido|ultimo nome|achternaam|familienaam|etternavn|efternavn|efternamn|sukunimi|nazwisko|prijmeni|vezeteknev|nume de familie|soyad|soyadi|soyisim|familiya|фамилия|επωνυμο|姓|姓氏|성",
  fullName:
    "full name|fullname|name|complete name|display name|person name|vollstandiger name|vor und nachname|nom complet|nom et prenom|nombre completo|nombre y apellidos|nome completo|nome e cognome|volledige naam|naam|fullt navn|navn|fullstandigt namn|namn|koko nimi|nimi|imie i nazwisko|cele jmeno|teljes nev|nev|nume complet|ad soyad|фио|имя и фамилия|ονοματεπωνυμο|氏名|姓名|お名前|성명|nom|nome",
  email:
    "email|e mail|mail|email address|emailaddress|e mail address|mail address|email 1|e mail 1 value|email adresse|e mail adresse|emailadresse|mailadresse|adresse mail|adresse email|adresse e mail|adresse electronique|courriel|correo|correo electronico|direccion de correo|indirizzo email|posta elettronica|endereco de email|e postadresse|e post|epost|e postadress|sahkoposti|adres e mail|adres email|emailova adresa|email cim|eposta|e posta|эл почта|электронная почта|почта|メール|メールアドレス|邮箱|电子邮件|電子郵件|이메일|البريد الالكتروني",
  hashedEmail:
    "hashed email|hashedemail|email hash|emailhash|email md5|md5 email|md5|email sha256|sha256 email|sha256|hash|hem",
  companyName:
    "company name|companyname|company|organization|organisation|organization name|organisation name|employer|account|account name|current company|business|business name|firm|firma|firmenname|unternehmen|arbeitgeber|organisation|entreprise|societe|nom de l entreprise|nom de la societe|raison sociale|employeur|empresa|compania|nombre de la empresa|organizacion|azienda|societa|nome azienda|ragione sociale|empresa atual|nome da empresa|bedrijf|bedrijfsnaam|werkgever|firmanavn|virksomhed|selskap|foretag|foretagsnamn|yritys|nazwa firmy|spolecnost|ceg|cegnev|companie|sirket|sirket adi|компания|организация|εταιρεια|会社|会社名|公司|公司名称|회사|회사명|الشركة",
  companyDomain:
    "company domain|companydomain|domain|domain name|website|web site|web|company website|company url|company web site|organization domain|organization website|employer domain|account domain|homepage|home page|site|site web|webseite|internetseite|domane|domaine|site internet|dominio|sitio web|pagina web|sito|sito web|dominio aziendale|site da empresa|bedrijfsdomein|domein|hjemmeside|nettside|webbplats|hemsida|verkkosivu|strona|strona www|domena|webova stranka|weboldal|web sitesi|alan adi|сайт|домен|ウェブサイト|ドメイン|网站|网址|域名|웹사이트",
  apolloId: "apollo id|apolloid|apollo contact id|apollo person id|apollo people id|apollo record id",
  linkedinUrl:
    "linkedin url|linkedinurl|linkedin|linked in|linked in url|linkedin profile|linkedin profile url|linkedin link|linkedin address|profile url|linkedin profil|profil linkedin|perfil de linkedin|profilo linkedin|perfil linkedin|li url|linkedin public url|linkedin member url",
};

/** Said of a person's column without changing what it is. */
const ASIDE =
  /^(?:contact|person|people|lead|prospect|candidate|customer|client|member|user|work|business|professional|corporate|primary|main|personal|private|the|kontakt|contacto|contatto|contato|buyer) /;

const KNOWN = new Map(
  PARAMETERS.flatMap((parameter) => NAMES[parameter].split("|").map((name) => [spell(name), parameter] as const)),
);

/** What a column of this name gives. `isPlain`: it is called exactly so, with nothing beside it. */
export function parameterNamed(name: string): { parameter: Parameter; isPlain: boolean } | null {
  const spelled = spell(name);
  const plain = KNOWN.get(spelled);
  if (plain) return { parameter: plain, isPlain: true };
  const parameter = KNOWN.get(spelled.replace(ASIDE, ""));
  return parameter ? { parameter, isPlain: false } : null;
}

/** In many languages the word for a name alone is the family's, where the given name has a column of its own. */
const LOOSE_NAMES = new Set(["name", "nom", "nome", "nombre", "nimi", "namn", "navn", "naam", "nev"]);
export const isLooseName = (name: string): boolean => LOOSE_NAMES.has(spell(name));

/** One spelling: `firstName`, `First_Name` and `FIRST NAME` are the same. */
function spell(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/ı/g, "i")
    .replace(/ł/g, "l")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
