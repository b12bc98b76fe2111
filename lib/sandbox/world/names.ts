/** Given and family names, by country code. Invented people only: every pair is drawn, none is copied. */
const given = {
  US: "Abigail,Andre,Bethany,Caleb,Camille,Darnell,Eleanor,Felicia,Gavin,Hannah,Isaac,Jocelyn,Kendra,Landon,Marisol,Nathan,Olivia,Preston,Quinn,Rachel,Silas,Tamara,Victor,Whitney,Xavier,Yvonne,Zachary,Naomi,Derek,Lorena",
  GB: "Alfie,Beatrice,Callum,Daphne,Elliot,Freya,Gareth,Harriet,Imogen,Jamie,Keira,Lewis,Millie,Nigel,Ottilie,Poppy,Rhys,Saskia,Toby,Una,Vivian,Winifred,Aisha,Rowan,Gemma,Hamish,Isla,Priya,Owen,Fiona",
  DE: "Annika,Bastian,Carolin,Dietmar,Elke,Fabian,Greta,Hannes,Ingrid,Jonas,Katrin,Lennart,Merle,Niklas,Ottmar,Petra,Ralf,Sabine,Thorsten,Ulrike,Veit,Wiebke,Emre,Jürgen,Käthe,Björn,Leyla,Moritz,Svenja,Timo",
  FR: "Adèle,Baptiste,Céline,Damien,Élodie,Fabrice,Gaëlle,Hugo,Inès,Jérôme,Karim,Léa,Mathilde,Noé,Océane,Pascal,Quentin,Romane,Sylvain,Thaïs,Ulysse,Valérie,Yannick,Zoé,Amélie,Benoît,Clémence,Rémi,Aurore,Bastien",
  SE: "Agnes,Björn,Cecilia,David,Ebba,Fredrik,Gunilla,Håkan,Ida,Johan,Karin,Linnea,Måns,Nils,Oskar,Pernilla,Rasmus,Sigrid,Tove,Ulf,Viktor,Åsa,Örjan,Elsa,Axel,Hedda,Jonna,Kerstin,Mattias,Saga",
  AU: "Angus,Brooke,Cooper,Darcy,Evie,Fletcher,Georgia,Heath,Indiana,Jarrah,Kylie,Lachlan,Matilda,Nate,Opal,Paige,Reuben,Sienna,Tahlia,Bronte,Wade,Zali,Declan,Ella,Flynn,Ivy,Kai,Mia,Noah,Ruby",
  CA: "Amélie,Brandon,Chantal,Dominic,Émilie,Francis,Geneviève,Harpreet,Isabelle,Jordan,Kayla,Liam,Maxime,Nadia,Olivier,Patrick,Rosalie,Simon,Tanya,Vincent,Wendy,Xenia,Yasmin,Zara,Colin,Danielle,Gordon,Heather,Ian,Megan",
  NL: "Anouk,Bram,Carlijn,Daan,Esmée,Floris,Geertje,Hidde,Iris,Jasper,Koen,Lotte,Maarten,Noor,Olaf,Pien,Ruben,Sanne,Thijs,Ursula,Veerle,Wouter,Yara,Zoë,Femke,Gijs,Joost,Marieke,Sjoerd,Tessa",
  ES: "Alba,Borja,Carmen,Diego,Elena,Fernando,Gloria,Hugo,Irene,Javier,Lucía,Marcos,Nerea,Óscar,Paula,Quique,Rocío,Sergio,Teresa,Unai,Verónica,Ximena,Yolanda,Álvaro,Begoña,Chema,Inés,Joaquín,Leire,Nuria",
  IT: "Alessia,Bruno,Chiara,Davide,Elisa,Fabio,Giulia,Ilaria,Lorenzo,Martina,Nicola,Ornella,Paolo,Rosanna,Simone,Tiziana,Ugo,Valentina,Zeno,Aurora,Beatrice,Carlo,Daria,Emanuele,Federica,Gaetano,Irene,Luca,Marta,Niccolò",
  BR: "Ana,Bruno,Camila,Danilo,Eduarda,Felipe,Gabriela,Henrique,Isadora,João,Larissa,Marcelo,Natália,Otávio,Patrícia,Rafael,Sabrina,Thiago,Úrsula,Vinícius,Yasmin,Zélia,André,Bianca,Caio,Débora,Fabiana,Gustavo,Heloísa,Ivan",
  IN: "Aarav,Bhavna,Chetan,Divya,Esha,Farhan,Gauri,Harish,Ishaan,Jyoti,Kavya,Lakshmi,Manoj,Nisha,Omkar,Pooja,Rajesh,Sneha,Tarun,Uma,Vikram,Yamini,Zoya,Anjali,Deepak,Girish,Hema,Kiran,Meera,Rohit",
  JP: "Akiko,Daichi,Emi,Fumiko,Genki,Haruka,Ichiro,Junko,Kaito,Mai,Naoki,Osamu,Rina,Satoshi,Takumi,Umeko,Yui,Asuka,Chihiro,Eiji,Hana,Izumi,Kenta,Misaki,Nobu,Ren,Sakura,Tomoko,Yuto,Aoi",
} as const;

const family = {
  US: "Abernathy,Bowman,Castellano,Delgado,Ellsworth,Fairbanks,Grantham,Holloway,Ibarra,Jefferies,Kowalczyk,Lockhart,Mercer,Nakamura,Okafor,Pennington,Quintero,Ramsey,Sandoval,Thornton,Underhill,Vasquez,Whitaker,Xiong,Yarbrough,Zimmer,Calloway,Prescott,Hargrove,Lindqvist,Mbeki,Osborne,Tran,Weatherby,Stroud,Pham",
  GB: "Ashworth,Birtwistle,Cartwright,Duckworth,Entwistle,Fairclough,Greenhalgh,Hollingsworth,Ingham,Jessop,Kershaw,Lonsdale,MacAllister,Nuttall,Ogilvie,Penhaligon,Ramsbottom,Sidebotham,Thistlewood,Unsworth,Venables,Wigglesworth,Yardley,Achebe,Bhatt,Chowdhury,Llewellyn,Pritchard,Sinclair,Trevelyan,Dalgleish,Rafiq,Hepburn,Marlowe,Quayle,Standish",
  DE: "Ahrens,Brinkmann,Claussen,Dörfler,Eberhardt,Falkenberg,Grünewald,Hagedorn,Immermann,Jansen,Kästner,Lindemann,Möller,Nachtigall,Oberländer,Pfeiffer,Quandt,Rosenthal,Schäfer,Tiedemann,Uhlig,Vollmer,Wegener,Yilmaz,Zimmermann,Bäcker,Demir,Fuhrmann,Hölscher,Kramer,Lübke,Öztürk,Riedel,Stöcker,Thießen,Weiß",
  FR: "Arnoux,Beaumont,Charpentier,Delacroix,Escoffier,Fontaine,Garnier,Hébert,Isnard,Joubert,Kerbrat,Lefèvre,Mercier,Noël,Ollivier,Pelletier,Quéré,Rousseau,Saint-Martin,Thibault,Urbain,Vasseur,Weber,Yvon,Benali,Chevalier,Diallo,Faucher,Gauthier,Lacombe,Moreau,Perrin,Renaud,Sauvage,Tessier,Vidal",
  SE: "Ahlström,Bergqvist,Carlsson,Dahlgren,Ekström,Forsberg,Grönlund,Hedlund,Isaksson,Järvinen,Källström,Lindgren,Månsson,Nordin,Öberg,Palmgren,Rosén,Sandström,Törnqvist,Ulfsson,Vikström,Wallin,Åkerlund,Björkman,Engström,Hallberg,Löfgren,Nyström,Sjöberg,Westin,Ask,Blom,Falk,Holm,Lund,Sten",
  AU: "Abbott,Brannigan,Callaghan,Donnelly,Eastwood,Fitzgerald,Gallagher,Hennessy,Ingram,Jamieson,Kavanagh,Lockwood,McKenna,Nguyen,O'Rourke,Papadopoulos,Quigley,Robertson,Sutherland,Tierney,Vella,Wakefield,Yates,Zammit,Barrow,Chandler,Dawson,Emery,Farrugia,Hartigan,Lin,Moretti,Petrov,Stavros,Trent,Whitlam",
  CA: "Archambault,Bouchard,Chen,Desrosiers,Eldridge,Fortin,Gagnon,Hamilton,Iqbal,Johal,Kozlowski,Lachance,MacDougall,Nadeau,Ouellette,Pelchat,Quesnel,Rathburn,Singh,Tremblay,Upton,Villeneuve,Wong,Yuen,Zaleski,Beaulieu,Campbell,Dhaliwal,Fraser,Goyette,Lavoie,McLeod,Nolan,Pereira,Roy,Simard",
  NL: "Aalbers,Bakker,Claassen,Dekker,Engel,Franken,Groot,Hoekstra,IJzerman,Janssen,Koster,Linden,Mulder,Noordhoek,Oosterhuis,Postma,Quist,Roos,Schouten,Terpstra,Uijttewaal,Visser,Wagenaar,Ypma,Zwart,van Dam,de Vries,van der Meer,Bos,Hendriks,Kuiper,Prins,Smit,Veenstra,Willems,de Boer",
  ES: "Aguirre,Benítez,Cordero,Domínguez,Echeverría,Fuentes,Gallardo,Herrera,Ibáñez,Jurado,Lozano,Medina,Navarro,Olmedo,Pacheco,Quiroga,Rivas,Salazar,Toledano,Urrutia,Valverde,Yáñez,Zamora,Arroyo,Bravo,Castaño,Escudero,Ferrer,Guerrero,Hidalgo,Mora,Ortega,Peña,Soler,Vega,Zubiri",
  IT: "Amato,Barbieri,Colombo,De Luca,Esposito,Ferraro,Galli,Iannone,Leone,Marchetti,Neri,Orlandi,Pellegrini,Quaranta,Rinaldi,Santoro,Testa,Ugolini,Vitale,Zanetti,Bellini,Caruso,Donati,Fabbri,Grassi,Lombardi,Mancini,Negri,Parisi,Ricci,Sorrentino,Tosi,Villa,Basile,Conti,Serra",
  BR: "Almeida,Barbosa,Cardoso,Duarte,Esteves,Figueiredo,Gonçalves,Holanda,Inácio,Junqueira,Lacerda,Magalhães,Nogueira,Oliveira,Peixoto,Queiroz,Rezende,Siqueira,Teixeira,Uchôa,Vasconcelos,Xavier,Zanella,Araújo,Bittencourt,Camargo,Dias,Fonseca,Guimarães,Leão,Moraes,Pacheco,Rocha,Sampaio,Tavares,Viana",
  IN: "Agarwal,Banerjee,Chatterjee,Deshpande,Eswaran,Fernandes,Gupta,Hegde,Iyer,Joshi,Kulkarni,Lal,Mehta,Nair,Oberoi,Patil,Qureshi,Rao,Saxena,Thakur,Upadhyay,Varma,Wadhwa,Yadav,Zaveri,Bhattacharya,Chauhan,Dutta,Ghosh,Jain,Kapoor,Menon,Naidu,Pillai,Reddy,Sharma",
  JP: "Abe,Chiba,Doi,Endo,Fujimoto,Goto,Hasegawa,Ishikawa,Kobayashi,Maeda,Nakagawa,Ogawa,Sakamoto,Takahashi,Ueda,Wada,Yamashita,Aoki,Furukawa,Hirano,Imai,Kondo,Matsuda,Nishimura,Ono,Saito,Tamura,Watanabe,Yoshida,Fukuda,Hayashi,Kimura,Mori,Noguchi,Shimizu,Ueno",
} as const;

const split = (lists: Record<string, string>): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(lists).map(([code, text]) => [code, text.split(",")]));

const GIVEN = split(given);
const FAMILY = split(family);

export const givenNames = (countryCode: string): readonly string[] => GIVEN[countryCode] ?? [];
export const familyNames = (countryCode: string): readonly string[] => FAMILY[countryCode] ?? [];

/** Lower-case ASCII, for addresses and slugs: `Thießen` is `thiessen`, `Åsa` is `asa`, `van der Meer` is `vandermeer`. */
export function toAscii(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .normalize("NFD")
    .replace(/[^a-z0-9]/g, "");
}
