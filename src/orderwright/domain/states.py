"""States and provinces of the countries that the platform divides, by name and by code."""

from dataclasses import dataclass

# Country code, then its states in the order of their ids, which run on from country to country.
_STATES = """
US AL Alabama|AK Alaska|AS American Samoa|AZ Arizona|AR Arkansas|AF Armed Forces Africa
US AA Armed Forces Americas|AC Armed Forces Canada|AE Armed Forces Europe
US AM Armed Forces Middle East|AP Armed Forces Pacific|CA California|CO Colorado|CT Connecticut
US DE Delaware|DC District of Columbia|FM Federated States Of Micronesia|FL Florida|GA Georgia
US GU Guam|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana
US ME Maine|MH Marshall Islands|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota
US MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey
US NM New Mexico|NY New York|NC North Carolina|ND North Dakota|MP Northern Mariana Islands|OH Ohio
US OK Oklahoma|OR Oregon|PW Palau|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina
US SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VI Virgin Islands|VA Virginia
US WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming
CA AB Alberta|BC British Columbia|MB Manitoba|NL Newfoundland and Labrador|NB New Brunswick
CA NS Nova Scotia|NT Northwest Territories|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec
CA SK Saskatchewan|YT Yukon
DE NI Niedersachsen|BW Baden-Württemberg|BY Bayern|BE Berlin|BB Brandenburg|HB Bremen|HH Hamburg
DE HE Hessen|MV Mecklenburg-Vorpommern|NW Nordrhein-Westfalen|RP Rheinland-Pfalz|SL Saarland
DE SN Sachsen|ST Sachsen-Anhalt|SH Schleswig-Holstein|TH Thüringen
AT 9 Wien|3 Niederösterreich|4 Oberösterreich|5 Salzburg|2 Kärnten|6 Steiermark|7 Tirol
AT 1 Burgenland|8 Vorarlberg
CH AG Aargau|AI Appenzell Innerrhoden|AR Appenzell Ausserrhoden|BE Bern|BL Basel-Landschaft
CH BS Basel-Stadt|FR Freiburg|GE Genf|GL Glarus|GR Graubünden|JU Jura|LU Luzern|NE Neuenburg
CH NW Nidwalden|OW Obwalden|SG St. Gallen|SH Schaffhausen|SO Solothurn|SZ Schwyz|TG Thurgau
CH TI Tessin|UR Uri|VD Waadt|VS Wallis|ZG Zug|ZH Zürich
ES C A Coruña|VI Álava|AB Albacete|A Alicante|AL Almería|O Asturias|AV Ávila|BA Badajoz|PM Baleares
ES B Barcelona|BU Burgos|CC Cáceres|CA Cádiz|S Cantabria|CS Castellón|CE Ceuta|CR Ciudad Real
ES CO Córdoba|CU Cuenca|GI Girona|GR Granada|GU Guadalajara|SS Guipúzcoa|H Huelva|HU Huesca|J Jaén
ES LO La Rioja|GC Las Palmas|LE León|L Lleida|LU Lugo|M Madrid|MA Málaga|ML Melilla|MU Murcia
ES NA Navarra|OR Ourense|P Palencia|PO Pontevedra|SA Salamanca|TF Santa Cruz de Tenerife|SG Segovia
ES SE Sevilla|SO Soria|T Tarragona|TE Teruel|TO Toledo|V Valencia|VA Valladolid|BI Vizcaya|ZA Zamora
ES Z Zaragoza
IE CW Carlow|CN Cavan|CE Clare|CO Cork|DL Donegal|D Dublin|G Galway|KY Kerry|KE Kildare|KK Kilkenny
IE LS Laois|LM Leitrim|LK Limerick|LD Longford|LH Louth|MO Mayo|MH Meath|MN Monaghan|OY Offaly
IE RN Roscommon|SO Sligo|TA Tipperary|WD Waterford|WH Westmeath|WX Wexford|WW Wicklow
AU ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland
AU SA South Australia|TAS Tasmania|VIC Victoria|WA Western Australia
BR AC Acre|AL Alagoas|AP Amapá|AM Amazonas|BA Bahia|CE Ceará|DF Distrito Federal|ES Espírito Santo
BR GO Goiás|MA Maranhão|MT Mato Grosso|MS Mato Grosso do Sul|MG Minas Gerais|PA Pará|PB Paraíba
BR PR Paraná|PE Pernambuco|PI Piauí|RJ Rio de Janeiro|RN Rio Grande do Norte|RS Rio Grande do Sul
BR RO Rondônia|RR Roraima|SC Santa Catarina|SP São Paulo|SE Sergipe|TO Tocantins
MX AGU Aguascalientes|BCN Baja California|BCS Baja California Sur|CAM Campeche|CHP Chiapas
MX CHH Chihuahua|CMX Ciudad de México|COA Coahuila|COL Colima|DUR Durango|GUA Guanajuato
MX GRO Guerrero|HID Hidalgo|JAL Jalisco|MEX México|MIC Michoacán|MOR Morelos|NAY Nayarit
MX NLE Nuevo León|OAX Oaxaca|PUE Puebla|QUE Querétaro|ROO Quintana Roo|SLP San Luis Potosí
MX SIN Sinaloa|SON Sonora|TAB Tabasco|TAM Tamaulipas|TLA Tlaxcala|VER Veracruz|YUC Yucatán
MX ZAC Zacatecas
IN AN Andaman and Nicobar Islands|AP Andhra Pradesh|AR Arunachal Pradesh|AS Assam|BR Bihar
IN CH Chandigarh|CT Chhattisgarh|DH Dadra and Nagar Haveli and Daman and Diu|DL Delhi|GA Goa
IN GJ Gujarat|HR Haryana|HP Himachal Pradesh|JK Jammu and Kashmir|JH Jharkhand|KA Karnataka
IN KL Kerala|LA Ladakh|LD Lakshadweep|MP Madhya Pradesh|MH Maharashtra|MN Manipur|ML Meghalaya
IN MZ Mizoram|NL Nagaland|OR Odisha|PY Puducherry|PB Punjab|RJ Rajasthan|SK Sikkim|TN Tamil Nadu
IN TG Telangana|TR Tripura|UP Uttar Pradesh|UT Uttarakhand|WB West Bengal
"""


@dataclass(frozen=True, slots=True)
class State:
    """A state or province of a country."""

    id: int
    country_code: str
    code: str
    name: str


def _parsed() -> tuple[State, ...]:
    states: list[State] = []
    for line in _STATES.strip().splitlines():
        country_code, _, entries = line.partition(" ")
        for entry in entries.split("|"):
            code, _, name = entry.partition(" ")
            states.append(State(len(states) + 1, country_code, code, name))
    return tuple(states)


STATES = _parsed()
"""All states, by id from 1."""

_BY_NAME = {(state.country_code, state.name.casefold()): state for state in STATES}
_BY_CODE = {(state.country_code, state.code.casefold()): state for state in STATES}


def find_state(country_code: str, text: str) -> State | None:
    """The state of a country by its name or its code, in any case; None if there is none."""
    key = (country_code.strip().upper(), text.strip().casefold())
    return _BY_NAME.get(key) or _BY_CODE.get(key)


def code_of_state(country_code: str, text: str) -> str | None:
    """The code of a state given by name or code; None for an unknown one."""
    state = find_state(country_code, text)
    return None if state is None else state.code
