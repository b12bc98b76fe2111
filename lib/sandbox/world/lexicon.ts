const list = (text: string): readonly string[] => text.split(",");

/** First words of company names. Every company is one of these and a sector, so its place in the world can be read from its name. */
export const STEMS = list(
  "Northwind,Amberline,Bluefjord,Copperleaf,Driftwood,Eastgate,Fernhollow,Granitebay,Highmeadow,Ironbark,Juniper,Kestrel,Lanternfish,Moonharbor,Nightingale,Oakenshade,Pinecrest,Quillstone,Ravenmoor,Silverbirch,Tidewater,Umberfield,Violetcreek,Willowmere,Yarrowfield,Zephyrline,Alderbrook,Brightwater,Cloudberry,Dunlin,Emberglow,Foxglove,Goldcrest,Heathermoor,Ivorygate,Jadecliff,Kingsfoil,Larkspur,Marigold,Nettlebed,Opalstone,Peregrine,Quicksilver,Rosewater,Stonebridge,Thistledown,Upland,Verdigris,Whitecap,Yellowhammer,Ashgrove,Birchwater,Cinderpath,Dovecote,Elmspring,Flintridge,Gullwing,Hazelnook",
);

export type Sector = {
  word: string;
  industry: string;
  keywords: readonly string[];
};

const sector = (word: string, industry: string, keywords: string): Sector => ({
  word,
  industry,
  keywords: list(keywords),
});

export const SECTORS: readonly Sector[] = [
  sector("Robotics", "industrial automation", "robotics,automation,motion control,machine vision,cobots"),
  sector("Logistics", "logistics & supply chain", "freight,warehousing,last mile,supply chain,fleet"),
  sector("Software", "computer software", "saas,workflow,integrations,developer tools,cloud"),
  sector("Foods", "food production", "ingredients,bakery,cold chain,private label,nutrition"),
  sector("Energy", "renewables & environment", "solar,wind,storage,grid,power purchase agreements"),
  sector("Health", "hospital & health care", "clinics,patient care,telehealth,diagnostics,care teams"),
  sector("Biotech", "biotechnology", "assays,gene therapy,lab automation,clinical trials,antibodies"),
  sector("Capital", "financial services", "asset management,lending,advisory,private markets,risk"),
  sector("Insurance", "insurance", "underwriting,claims,broking,reinsurance,commercial lines"),
  sector("Security", "computer & network security", "identity,endpoint,threat detection,compliance,zero trust"),
  sector("Textiles", "textiles", "weaving,dyeing,technical fabrics,recycled fibres,apparel"),
  sector("Construction", "construction", "general contracting,civil works,timber frames,refurbishment,safety"),
  sector("Aerospace", "aviation & aerospace", "avionics,composites,propulsion,maintenance,satellites"),
  sector("Motors", "automotive", "drivetrain,electric vehicles,dealers,fleet,after-sales"),
  sector("Media", "media production", "podcasts,streaming,post-production,newsroom,advertising"),
  sector("Learning", "e-learning", "courses,training,assessment,tutoring,skills"),
  sector("Hotels", "hospitality", "boutique hotels,events,guest experience,catering,bookings"),
  sector("Retail", "retail", "stores,e-commerce,merchandising,loyalty,point of sale"),
  sector("Chemicals", "chemicals", "coatings,adhesives,polymers,specialty chemicals,process safety"),
  sector("Telecom", "telecommunications", "fibre,mobile networks,voip,roaming,managed services"),
  sector("Consulting", "management consulting", "strategy,transformation,operations,change,due diligence"),
  sector(
    "Analytics",
    "information technology & services",
    "dashboards,forecasting,machine learning,pipelines,warehouses",
  ),
  sector("Semiconductors", "semiconductors", "wafers,analog,power devices,packaging,test"),
  sector("Packaging", "packaging & containers", "cartons,labels,recyclable,food contact,converting"),
  sector("Marine", "maritime", "shipyards,ferries,offshore,port services,navigation"),
  sector("Farms", "farming", "greenhouses,irrigation,seeds,dairy,soil"),
  sector("Instruments", "electrical & electronic manufacturing", "sensors,metrology,calibration,control panels,pcb"),
  sector("Pharma", "pharmaceuticals", "generics,formulation,regulatory,pharmacovigilance,distribution"),
  sector("Properties", "real estate", "leasing,facilities,workspace,residential,development"),
  sector("Legal", "law practice", "contracts,disputes,employment law,mergers,intellectual property"),
  sector("Travel", "leisure, travel & tourism", "tours,rail,business travel,itineraries,visas"),
  sector("Games", "computer games", "mobile games,engines,live ops,studios,art"),
  sector("Recruiting", "staffing & recruiting", "executive search,contractors,assessments,onboarding,payroll"),
  sector("Optics", "machinery", "lenses,lasers,imaging,fibre optics,inspection"),
  sector("Timber", "paper & forest products", "sawmills,pulp,certified wood,biomass,joinery"),
  sector("Mining", "mining & metals", "exploration,aggregates,processing,tailings,haulage"),
  sector("Design", "design", "branding,product design,interiors,prototyping,research"),
  sector("Events", "events services", "conferences,trade fairs,staging,ticketing,sponsorship"),
  sector("Water", "utilities", "treatment,desalination,metering,networks,leak detection"),
  sector("Sports", "sports", "clubs,coaching,equipment,arenas,performance"),
  sector("Furniture", "furniture", "seating,contract furniture,upholstery,kitchens,showrooms"),
  sector("Payments", "financial services", "acquiring,wallets,fraud,payouts,reconciliation"),
];

export const TECHNOLOGIES: readonly { name: string; category: string }[] = [
  { name: "Nginx", category: "Load Balancers" },
  { name: "React", category: "Frameworks and Programming Languages" },
  { name: "Salesforce", category: "Customer Relationship Management" },
  { name: "Google Analytics", category: "Analytics and Tracking" },
  { name: "Zendesk", category: "Support and Feedback" },
  { name: "Amazon AWS", category: "Hosting" },
  { name: "Microsoft Office 365", category: "Other" },
  { name: "Slack", category: "Collaboration" },
  { name: "WordPress.org", category: "CMS" },
  { name: "Shopify", category: "E-commerce Platforms" },
  { name: "Cloudflare DNS", category: "Domain Name Services" },
  { name: "Mailchimp", category: "Email Delivery" },
  { name: "PostgreSQL", category: "Databases" },
  { name: "Intercom", category: "Chats" },
  { name: "Workday", category: "Human Capital Management" },
  { name: "SAP", category: "Enterprise Resource Planning" },
];

export type Department = { key: string; sub: string; fn: string; words: string; chief: string };

export const DEPARTMENTS: readonly Department[] = [
  { key: "master_sales", sub: "account_executive", fn: "sales", words: "Sales", chief: "Chief Revenue Officer" },
  {
    key: "master_marketing",
    sub: "demand_generation",
    fn: "marketing",
    words: "Marketing",
    chief: "Chief Marketing Officer",
  },
  {
    key: "master_engineering_technical",
    sub: "engineering",
    fn: "engineering",
    words: "Engineering",
    chief: "Chief Technology Officer",
  },
  {
    key: "master_finance",
    sub: "financial_planning_analysis",
    fn: "finance",
    words: "Finance",
    chief: "Chief Financial Officer",
  },
  {
    key: "master_human_resources",
    sub: "recruiting_talent_acquisition",
    fn: "human_resources",
    words: "People",
    chief: "Chief People Officer",
  },
  {
    key: "master_operations",
    sub: "logistics",
    fn: "operations",
    words: "Operations",
    chief: "Chief Operating Officer",
  },
  {
    key: "master_information_technology",
    sub: "infrastructure",
    fn: "information_technology",
    words: "IT",
    chief: "Chief Information Officer",
  },
  {
    key: "product_management",
    sub: "product_development",
    fn: "product_management",
    words: "Product",
    chief: "Chief Product Officer",
  },
  { key: "master_legal", sub: "compliance", fn: "legal", words: "Legal", chief: "General Counsel" },
  {
    key: "master_customer_success",
    sub: "customer_support",
    fn: "support",
    words: "Customer Success",
    chief: "Chief Customer Officer",
  },
];

/** Seniorities with how a title is made of a department, in the order of a ladder. `weight` of a hundred people. */
export const SENIORITIES: readonly { key: string; weight: number; titles: readonly string[] }[] = [
  { key: "entry", weight: 14, titles: list("{} Associate,{} Coordinator,Junior {} Analyst") },
  { key: "senior", weight: 26, titles: list("Senior {} Specialist,{} Lead,Senior {} Analyst,{} Partner") },
  { key: "manager", weight: 28, titles: list("{} Manager,Regional {} Manager,Group {} Manager") },
  { key: "director", weight: 15, titles: list("Director of {},{} Director,Senior Director {}") },
  { key: "head", weight: 7, titles: list("Head of {},Global Head of {}") },
  { key: "vp", weight: 6, titles: list("VP {},Vice President of {},SVP {}") },
  { key: "c_suite", weight: 4, titles: list("{chief}") },
];
