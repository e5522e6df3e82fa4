"""The lists a word may stand in, as bits of one number."""

GIVEN, TITLE, ROLE, ORG_HEAD, ORG_NAME, COUNTRY, DEMONYM, PLACE, REGION, TEAM, DATE, SURNAME = (
    1 << n for n in range(12)
)
PLACE_HEAD = 1 << 12
# The second and the first words of phrases, of the careful lists and of the broad ones.
PHRASE_SECOND, KNOWN_SECOND, PHRASE_FIRST, KNOWN_FIRST = 1 << 13, 1 << 14, 1 << 15, 1 << 29
# Not lists but small words and marks, by what they do beside names.
LOCATIVE, REPORTING, THE, STOP, CONNECTOR = (1 << n for n in range(16, 21))
# The broad lists, which are wide enough to be wrong: features of the model and nothing else.
GIVEN_KNOWN, SURNAME_KNOWN, SINGLE_KNOWN, BODY_KNOWN, PLACE_KNOWN, TOWN, CITY, METROPOLIS = (
    1 << n for n in range(21, 29)
)
# A capital inside a word that begins small: "eBay".
INNER_CAPITAL = 1 << 30
HYPHEN = 1 << 31
