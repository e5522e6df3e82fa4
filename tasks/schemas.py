"""Every table's columns, types, meanings and units: the one place they are written down.

The data dictionary, the empty tables and the check that a file matches its schema are all made
from here. `TABLES[name]` is an Arrow schema whose metadata holds the grain ("One row per …")
and whose fields hold a description and, where there is one, a unit.

>>> TABLES["stances"].field("p_favour").metadata[b"unit"]
b'probability'
>>> TABLES["ledger"].metadata[b"grain"]
b'One row per input record.'
"""

import pyarrow as pa

STRING, INT, FLOAT, BOOL = pa.string(), pa.int32(), pa.float32(), pa.bool_()
DAY, TIME, BYTES = pa.date32(), pa.timestamp("s", tz="UTC"), pa.binary()
STRINGS = pa.list_(pa.string())

ROLES = (
    "headline", "byline", "dateline", "caption", "credit", "subhead",
    "body", "pullquote", "correction", "embed", "boilerplate",
)  # fmt: skip
LEDGER_STATES = ("accepted", "duplicate", "revision", "rejected", "quarantined")
STANCES = ("favour", "against", "neutral")
RELATIONS = ("agree", "disagree", "discuss", "unrelated")
ACTOR_TYPES = ("PER", "ORG", "LOC")


def column(
    name: str, kind: pa.DataType, meaning: str, unit: str = "", null: bool = False
) -> pa.Field:
    """One column with its meaning; `unit` is empty for names, ids and labels."""
    return pa.field(name, kind, nullable=null, metadata={"description": meaning, "unit": unit})


def _between(grain: str, *columns: pa.Field) -> pa.Schema:
    """The schema of a table that is never published."""
    return pa.schema(columns, metadata={"grain": grain})


def table(grain: str, *columns: pa.Field, derived: bool = True) -> pa.Schema:
    """A table's schema: `day`, its columns, and on derived rows what made them."""
    fields = [column("day", DAY, "The night, by its logical date."), *columns]
    if derived:
        fields.append(column("stage_version", STRING, "Version of the stage that made the row."))
    return pa.schema(fields, metadata={"grain": grain})


ARTICLE_ID = column("article_id", STRING, "The article: one version of a story.")
SEGMENT_ID = column("segment_id", STRING, "The segment: article_id, a colon, its place.")
MODEL_ID = column("model_id", STRING, "The model that judged: task, a slash, its version.")
ACTOR_ID = column("actor_id", STRING, "The actor, the same in every night.", null=True)
DECIDED = column("decided", BOOL, "False: the model says undecided; do not believe the label.")


def span(name: str, of: str, null: bool = False) -> tuple[pa.Field, pa.Field]:
    """`name_start, name_end`: a half-open span over `articles.text`."""
    return (
        column(f"{name}_start", INT, f"First code point of {of} in articles.text.", "code points", null),
        column(f"{name}_end", INT, f"One past the last code point of {of}.", "code points", null),
    )  # fmt: skip


TABLES: dict[str, pa.Schema] = {
    "ledger": table(
        "One row per input record.",
        column("record_id", STRING, "The record: a hash of its origin and content."),
        column("origin_file", STRING, "The file, relative to the source it was given by."),
        column("origin_member", STRING, "The member inside an archive, or what is attached to a message.", null=True),
        column("origin_number", INT, "The record's place in its file or member, from 0."),
        column("sha256", STRING, "Hash of the record's bytes."),
        column("bytes", pa.int64(), "Size of the record's content.", "bytes"),
        column("encoding", STRING, "Encoding the bytes were read with.", null=True),
        column("encoding_from", STRING, "How the encoding was found: bom, utf-8, declared, guessed.", null=True),
        column("state", STRING, "accepted, duplicate, revision, rejected or quarantined."),
        column("reason", STRING, "Why it is in that state, in one sentence."),
        column("article_id", STRING, "The article it became or repeats.", null=True),
    ),
    "raw": table(
        "One row per input record; enough to make every other table again.",
        column("record_id", STRING, "The record."),
        column("origin_file", STRING, "As in the ledger."),
        column("origin_member", STRING, "As in the ledger.", null=True),
        column("origin_number", INT, "As in the ledger."),
        column("media_type", STRING, "What the content is: text/plain, text/html, application/json …"),
        column("content", BYTES, "The record's bytes as they came; of a message less what is attached to it."),
        column("sha256", STRING, "Hash of the content."),
        column("reason", STRING, "Why the record could not be read, where it could not.", null=True),
    ),
    "articles": table(
        "One row per version of a story.",
        ARTICLE_ID,
        column("record_id", STRING, "The record it was read from."),
        column("story_id", STRING, "The story over its versions: its first article's id."),
        column("version", INT, "1 for the first version seen, then 2, 3 …"),
        column("source", STRING, "The outlet, as the input names it.", null=True),
        column("url", STRING, "Canonical address of the piece.", null=True),
        column("title", STRING, "Headline.", null=True),
        column("byline", STRING, "Who wrote it, as printed.", null=True),
        column("published_at", TIME, "When it was published.", "UTC", null=True),
        column("published_precision", STRING, "minute, day, month or unknown."),
        column("published_from", STRING, "metadata, stamp, dateline, url, feed or none."),
        column("published_raw", STRING, "The date as found; one that is not believed is kept, alone or as `… (not believed: metadata 1650-01-01)`.", null=True),
        column("dateline_place", STRING, "Place the dateline names.", null=True),
        column("agency", STRING, "News agency named in dateline, byline or credit.", null=True),
        column("language", STRING, "ISO 639-1 code, ISO 639-3 of a language without one; und where it cannot be told."),
        column("language_probability", FLOAT, "How sure the language is.", "probability"),
        column("text", STRING, "The whole text, repaired, nothing deleted."),
        column("words", INT, "Words in body segments.", "words"),
        column("body_spans", pa.list_(INT), "Start and end of each stretch of body lines in turn; null where none is body.", "code points", null=True),
        column("text_sha256", STRING, "Hash of text."),
    ),
    "segments": table(
        "One row per sentence, or line that is not a sentence.",
        SEGMENT_ID, ARTICLE_ID,
        column("role", STRING, "What the segment is: " + ", ".join(ROLES) + "."),
        column("section", INT, "How many subheads stand above it."),
        column("paragraph", INT, "Its paragraph (non-empty line), from 0."),
        *span("char", "the segment"),
        column("text", STRING, "The segment as it stands in articles.text."),
    ),
    "quotes": table(
        "One row per attributed quotation.",
        column("quote_id", STRING, "The quotation: article_id, :q, its place."),
        ARTICLE_ID,
        *span("content", "what was said"),
        column("content", STRING, "What was said, as it stands; with its cue where that parts a clause: “The road, Lee said, is open”."),
        column("cue", STRING, "The words that attribute it: said, according to …", null=True),
        *span("cue", "the cue", null=True),
        column("cue_class", STRING, "said, claimed, denied, admitted, warned, promised, praised, …; unsaid: did not say, declined.", null=True),
        column("speaker", STRING, "The speaker as named beside the quotation; of an interview's answer, as named above it.", null=True),
        *span("speaker", "the speaker", null=True),
        column("actor_id", STRING, "The actor who speaks, where the text allows.", null=True),
        column("kind", STRING, "direct, indirect or mixed."),
        column("resolution", STRING, "What names the speaker, and so how actor_id was found if it is there: name, role (the governor), pronoun, group, carried (from the paragraph before), none."),
    ),
    "mentions": table(
        "One row per named mention.",
        ARTICLE_ID, SEGMENT_ID,
        *span("char", "the mention"),
        column("text", STRING, "The mention as it stands."),
        column("type", STRING, "PER, ORG or LOC."),
        ACTOR_ID,
        column("role", STRING, "Role in apposition or title: Russian Foreign Minister.", null=True),
    ),
    "actors": table(
        "One row per person, organisation or place named in the night.",
        column("actor_id", STRING, "The actor, the same in every night."),
        column("name", STRING, "Fullest or preferred name."),
        column("type", STRING, "PER, ORG or LOC."),
        column("aliases", STRINGS, "Other forms seen or given by the user, sorted."),
        column("mentions", INT, "Mentions in the night.", "mentions"),
    ),
    "signatures": table(
        "One row per article × band: what linking joins on.",
        ARTICLE_ID,
        column("band", INT, "Number of the band."),
        column("hash", pa.int64(), "Hash of the band's minima."),
    ),
    "duplicates": table(
        "One row per linked pair of articles.",
        ARTICLE_ID,
        column("other_id", STRING, "The earlier or smaller-id article of the pair."),
        column("other_day", DAY, "The night the other article came in."),
        column("kind", STRING, "exact, near or revision."),
        column("similarity", FLOAT, "Jaccard overlap of word shingles.", "share"),
        column("containment", FLOAT, "Share of the smaller text found in the larger.", "share"),
    ),
    "clusters": table(
        "One row per article; articles of one cluster tell the same copy.",
        ARTICLE_ID,
        column("cluster_id", STRING, "Smallest article_id of the cluster's first night."),
        column("origin", STRING, "Probable origin: an agency or outlet.", null=True),
        column("is_origin", BOOL, "Whether this article stands for the cluster's origin."),
        column("joined", DAY, "The night on which the article joined the cluster."),
        column("since", DAY, "The cluster's first night; before joined where the cluster has grown."),
    ),
    "topics": table(
        "One row per article × topic.",
        ARTICLE_ID,
        column("code", STRING, "IPTC Media Topics code, or the user's own."),
        column("name", STRING, "Name of the topic."),
        column("level", INT, "Level in the vocabulary, 1 at the top."),
        column("probability", FLOAT, "Calibrated probability that the article is about it.", "probability"),
        column("rank", INT, "1 is the likeliest main topic, then the others by probability."),
        DECIDED, MODEL_ID,
    ),
    "stances": table(
        "One row per sentence × holder × target that shows a stance, decided or not. Pairs that the model finds plainly neutral get no row, nor do sentences without a word of stance.",
        column("stance_id", STRING, "The row: segment_id, :s, its place."),
        ARTICLE_ID, SEGMENT_ID,
        column("holder", STRING, "Who holds the stance, as named; of he or she, who is meant; null for the author.", null=True),
        column("holder_id", STRING, "The holder's actor, where known.", null=True),
        column("holder_kind", STRING, "actor (named, meant by a pronoun, or told of: the unions), speaker or author."),
        *span("holder", "the holder's mention", null=True),
        column("target", STRING, "Who or what receives it, as named; of a pronoun, who is meant."),
        column("target_id", STRING, "The target's actor or watchlist id, where known.", null=True),
        *span("target", "the target's mention", null=True),
        column("label", STRING, "favour, against or neutral: the likeliest, neutral weighing less."),
        column("p_favour", FLOAT, "Calibrated probability of favour.", "probability"),
        column("p_against", FLOAT, "Calibrated probability of against.", "probability"),
        column("p_neutral", FLOAT, "Calibrated probability of neutral.", "probability"),
        DECIDED,
        column("voice", STRING, "author: the article tells it; reported: the target stands in what a speaker is quoted as saying, directly or not."),
        column("cue", STRING, "The word that carries the stance.", null=True),
        *span("char", "the evidence sentence"),
        column("evidence", STRING, "The sentence."),
        MODEL_ID,
    ),
    "claims": table(
        "One row per article × watched claim that is not unrelated, and undecided ones.",
        ARTICLE_ID,
        column("claim_id", STRING, "The claim's id in the watchlist."),
        column("claim", STRING, "The claim's words."),
        column("relation", STRING, "agree, disagree (which weighs more), discuss or unrelated."),
        column("probability", FLOAT, "Calibrated probability of the relation.", "probability"),
        DECIDED,
        column("evidence", STRING, "The article's sentence nearest the claim.", null=True),
        *span("char", "the evidence", null=True),
        MODEL_ID,
    ),
    "labels": table(
        "One row per label a person gave to a topic, stance or claim of the night.",
        column("task", STRING, "topics, stance or claims."),
        column("row", STRING, "What was labelled: hash of the text and place in it, as the macros topic_row, stance_row and claim_row give it."),
        column("label", STRING, "The label; ? where the reader could not say. Of topics the code."),
        column("annotator", STRING, "Who gave it."),
        column("read_on", pa.date32(), "The day the sheet was read back."),
        column("model_id", STRING, "The model that had judged the row then.", null=True),
        column("note", STRING, "What the reader noted.", null=True),
        derived=False,
    ),
    "runs": table(
        "One row per night: its last whole run.",
        column("run_id", STRING, "The run."),
        column("started_at", TIME, "When the run started.", "UTC"),
        column("finished_at", TIME, "When the night was published.", "UTC"),
        column("records", INT, "Input records.", "records"),
        column("articles", INT, "Articles in the night.", "articles"),
        column("counts", STRING, "Rows of each table, as JSON."),
        column("versions", STRING, "Stage and library versions, as JSON."),
        column("models", STRING, "Model ids by task, as JSON."),
        column("files", STRING, "sha256 of every data file written, as JSON."),
        column("night_sha256", STRING, "One hash over `files`: equal nights have equal hashes."),
        derived=False,
    ),
}  # fmt: skip


# What a night makes of its shards; `runs` is written about it, `labels` come from people.
NIGHTLY = tuple(name for name in TABLES if name not in ("labels", "runs"))

# Tables that live only between two stages of a night and are never published.
BETWEEN: dict[str, pa.Schema] = {
    "lines": _between(
        "One row per line, or part of a line, with a role of its own.",
        column("article_id", STRING, "The article."),
        *span("char", "the line, or the part of a line that has a role of its own"),
        column("role", STRING, "Its role, as in segments."),
        column("paragraph", INT, "Its non-empty line in the text, from 0."),
        column("section", INT, "How many subheads stand above it."),
    ),
    "pronouns": _between(
        "One row per he, she, him or her whose actor is safe to tell.",
        ARTICLE_ID, SEGMENT_ID, *span("char", "the pronoun"),
        column("text", STRING, "The pronoun as it stands."),
        column("actor_id", STRING, "Whom it means."),
    ),
    "admitted": _between(
        "One row per record that repeats an earlier one.",
        column("record_id", STRING, "The record."),
        column("state", STRING, "Always duplicate: all others go on to cleaning."),
        column("reason", STRING, "What it repeats, in one sentence."),
        column("article_id", STRING, "The article it repeats.", null=True),
    ),
    "verdicts": _between(
        "One row per record that reached cleaning.",
        column("record_id", STRING, "The record."),
        column("state", STRING, "accepted, rejected or quarantined."),
        column("reason", STRING, "Why, in one sentence."),
        column("article_id", STRING, "The article it became.", null=True),
        column("encoding", STRING, "As in the ledger.", null=True),
        column("encoding_from", STRING, "As in the ledger.", null=True),
    ),
    "stories": _between(
        "One row per article of the night.",
        column("article_id", STRING, "The article."),
        column("story_id", STRING, "Its story."),
        column("version", INT, "Its version of that story."),
    ),
}  # fmt: skip


def empty(name: str) -> pa.Table:
    """The table `name` with its columns and no rows.

    >>> empty("claims").num_rows
    0
    """
    return TABLES[name].empty_table()
