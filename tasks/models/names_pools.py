"""What the slots of the name templates are filled from, out of the name lists."""

from functools import cache

from tasks import lexicons


@cache
def pools() -> dict[str, list[str]]:
    """What each slot draws from, out of the name lists."""
    countries, places, teams = (lexicons.rows(n) for n in ("countries", "places", "teams"))
    kinds = lexicons.rows("organisations")
    capitals = [row["capital"] for row in countries if row["capital"]]
    cities = [row["place"] for row in places if row["kind"] == "city"]
    found = {
        "given": [row["name"] for row in lexicons.rows("given_names")],
        "surname": [row["surname"] for row in lexicons.rows("surnames")],
        "country": [n for row in countries for n in (row["country"], *row["also"].split("|")) if n],
        "people": [row["demonyms"].split("|")[0] for row in countries if row["demonyms"]],
        "city": cities + 2 * capitals,
        "dateline": cities
        + 4 * capitals
        + 2 * [row["city"] for row in lexicons.rows("team_cities")],
        "team": [row["team"] for row in teams],
        "club": [r["team"] for r in teams if r["sport"] in ("football", "cricket", "rugby")],
        "team_city": [row["city"] for row in lexicons.rows("team_cities")],
        "organisation": [row["name"] for row in kinds if row["kind"] == "name"],
        "acronym": [row["name"] for row in kinds if row["kind"] == "acronym"],
    }
    for row in lexicons.rows("name_parts"):
        found.setdefault(row["kind"], []).append(row["part"])
    return found
