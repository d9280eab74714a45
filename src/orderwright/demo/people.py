"""The demo store's customers, with the addresses that their orders go to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One customer and their address."""

    first_name: str
    last_name: str
    street: str
    city: str
    state: str
    zip: str
    country: str = "United States"
    country_iso2: str = "US"
    company: str = ""

    @property
    def email(self) -> str:
        return f"{self.first_name}.{self.last_name}@example.com".lower()


PEOPLE = (
    Person("Ada", "Mercer", "12 Juniper Lane", "Austin", "Texas", "78701"),
    Person("Ben", "Okafor", "480 Mission Road", "Houston", "Texas", "77002"),
    Person("Carla", "Reyes", "77 Alameda Street", "Dallas", "Texas", "75201"),
    Person("Dmitri", "Hale", "9 Harbor View", "Oakland", "California", "94607"),
    Person("Elena", "Novak", "301 Sunset Avenue", "San Diego", "California", "92101"),
    Person("Farid", "Nasser", "66 Orchard Place", "Albany", "New York", "12207"),
    Person("Grace", "Lindqvist", "15 Lakeshore Drive", "Portland", "Oregon", "97205"),
    Person("Hiro", "Tanaka", "240 Pine Street", "Seattle", "Washington", "98101"),
    Person("Isla", "Murray", "3 Castle Wynd", "Edinburgh", "", "EH1 2NG", "United Kingdom", "GB"),
    Person("Jonas", "Weber", "Lindenweg 8", "Freiburg", "", "79098", "Germany", "DE"),
    Person("Keiko", "Sato", "1200 Market Street", "Denver", "Colorado", "80202",
           company="Sato Outfitters"),
    Person("Liam", "Byrne", "58 Riverside", "Austin", "Texas", "78704", company="Byrne & Co"),
)  # fmt: skip
