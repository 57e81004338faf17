"""Make the shipped tables from the files of the Office for National Statistics.

    python -m wardmote.figures.areas.making FOLDER

FOLDER holds the unpacked look-ups, the Census 2021 population by age, the Indices of Deprivation 2019 and the
rural/urban class. The result replaces `figures/shipped/`. A merged area that two towns claim goes to the town with more
of its parts, then to the larger one: so each area of 2021 has at most one town, and a town's population is the sum of
its areas.
"""

import sys
from pathlib import Path

import duckdb

from wardmote.figures.areas.shipped import FOLDER

# Forces by the name in the look-up of 2019, where the name in the address of a download differs.
SLUGS = {
    "Devon & Cornwall": "devon-and-cornwall",
    "London, City of": "city-of-london",
    "Metropolitan Police": "metropolitan",
}
# Districts that became one county or town council in 2020 and 2021, after the look-up was made.
LATER_DISTRICTS = {
    "Buckinghamshire": "thames-valley",
    "North Northamptonshire": "northamptonshire",
    "West Northamptonshire": "northamptonshire",
}

TABLES = {
    "lsoa": """
        SELECT lsoa21_code, any_value(name) AS name, any_value(district) AS district, any_value(force) AS force,
          any_value(town_code) AS town_code, sum(residents)::INTEGER AS population,
          (sum(residents) FILTER (age_group LIKE '%15 years%'))::INTEGER AS aged_0_15,
          (sum(residents) FILTER (age_group LIKE '%16 to 24%'))::INTEGER AS aged_16_24,
          (sum(residents) FILTER (age_group LIKE '%25 to 34%'))::INTEGER AS aged_25_34,
          (sum(residents) FILTER (age_group LIKE '%35 to 49%'))::INTEGER AS aged_35_49,
          (sum(residents) FILTER (age_group LIKE '%50 to 64%'))::INTEGER AS aged_50_64,
          (sum(residents) FILTER (age_group LIKE '%65 years%'))::INTEGER AS aged_65_over,
          any_value(latitude) AS latitude, any_value(longitude) AS longitude
        FROM best JOIN census USING (lsoa21_code) GROUP BY lsoa21_code ORDER BY lsoa21_code""",
    "lsoa11": """
        SELECT pair.lsoa11_code, pair.lsoa21_code, pair.change, imd_rank, rural_urban
        FROM pair LEFT JOIN imd USING (lsoa11_code) LEFT JOIN ruc USING (lsoa11_code)
        ORDER BY lsoa11_code, lsoa21_code""",
    "town": """
        SELECT town_code, any_value(town) AS name FROM pair
        WHERE town_code IN (SELECT town_code FROM best) GROUP BY town_code ORDER BY town_code""",
}


def prepare(here: duckdb.DuckDBPyConnection, folder: Path) -> None:
    def read(name: str) -> str:
        return f"read_csv('{folder / name}', header = true, all_varchar = true, quote = '\"')"

    here.execute(f"""
        CREATE TABLE pair AS SELECT LSOA11CD AS lsoa11_code, LSOA21CD AS lsoa21_code, chg_11_21 AS change,
          LSOA21NM AS name, LAD22NM AS district, town_cd AS town_code, town,
          lat::DOUBLE AS latitude, lon::DOUBLE AS longitude
        FROM {read("lsoa11_lsoa21_town.csv")}""")
    here.execute(f"""
        CREATE TABLE census AS SELECT lsoa21_code, age_group, usual_residents::INTEGER AS residents
        FROM {read("census2021_lsoa21_population_by_age.csv")}""")
    here.execute(f"""
        CREATE TABLE imd AS SELECT lsoa11_code, index_of_multiple_deprivation_imd_rank::DOUBLE::INTEGER AS imd_rank
        FROM {read("iod2019_england_lsoa11.csv")}""")
    here.execute(f"""
        CREATE TABLE ruc AS SELECT LSOA11CD AS lsoa11_code, RUC11CD AS rural_urban
        FROM {read("lsoa11_rural_urban_classification.csv")}""")
    here.execute(f"""
        CREATE TABLE police AS SELECT DISTINCT LAD19NM AS district, PFA19NM AS force
        FROM {read("LAD19_CSP19_PFA19_EW.csv")}""")
    here.execute("UPDATE police SET force = replace(lower(force), ' ', '-') WHERE force NOT IN ?", [list(SLUGS)])
    for name, slug in SLUGS.items():
        here.execute("UPDATE police SET force = ? WHERE force = ?", [slug, name])
    for district, slug in LATER_DISTRICTS.items():
        here.execute("INSERT INTO police VALUES (?, ?)", [district, slug])
    here.execute("""
        CREATE TABLE best AS WITH
          size AS (SELECT town_code, count(*) AS areas FROM pair WHERE town_code IS NOT NULL GROUP BY town_code),
          claim AS (SELECT lsoa21_code, town_code, count(*) AS parts
                    FROM pair WHERE town_code IS NOT NULL GROUP BY ALL),
          first AS (SELECT lsoa21_code, arg_max(town_code, (parts, areas, town_code)) AS town_code
                    FROM claim JOIN size USING (town_code) GROUP BY lsoa21_code)
        SELECT lsoa21_code, any_value(name) AS name, any_value(district) AS district, any_value(force) AS force,
          any_value(first.town_code) AS town_code, avg(latitude) AS latitude, avg(longitude) AS longitude
        FROM pair LEFT JOIN first USING (lsoa21_code) LEFT JOIN police USING (district) GROUP BY lsoa21_code""")


def make(folder: Path, out: Path = FOLDER) -> None:
    with duckdb.connect() as here:
        prepare(here, folder)
        for name, select in TABLES.items():
            here.execute(f"COPY ({select}) TO '{out / name}.parquet' (FORMAT parquet, COMPRESSION zstd)")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
