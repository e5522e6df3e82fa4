"""Mail in `format=flowed`: the paragraphs that its lines say they are parts of."""


def unflow(text: str, drop_space: bool = False) -> str:
    r"""The text of a mail in `format=flowed`: a line that ends in a space goes on in the next.

    RFC 3676: one space before a line is stuffing, `-- ` opens the signature and never flows,
    and a quotation ends where its depth changes. drop_space: the mail's DelSp.

    >>> unflow("The council of \nOsterna voted.\n\n-- \nAda")
    'The council of Osterna voted.\n\n-- \nAda'
    """
    paragraphs: list[list[str]] = []
    depth, open_ended = 0, False
    for line in text.splitlines():
        bare = line.lstrip(">")
        deep, bare = len(line) - len(bare), bare.removeprefix(" ")
        signed = bare == "-- "
        if open_ended and deep == depth and not signed:
            paragraphs[-1].append(bare)
        else:
            paragraphs.append([f"{'>' * deep} {bare}" if deep else bare])
        depth, open_ended = deep, bare.endswith(" ") and not signed
        if open_ended and drop_space:
            paragraphs[-1][-1] = paragraphs[-1][-1][:-1]
    return "\n".join(map("".join, paragraphs))
