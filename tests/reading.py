"""Reads a sentence by the grammar of names alone: proposals and the judge, without the trained labeller."""

from __future__ import annotations

from kg.extract.borders import Borders
from kg.extract.components import make_pipeline
from kg.extract.draft import Draft
from kg.extract.grammar import load_grammar
from kg.extract.judge import choose_names
from kg.extract.naming import propose_names
from kg.extract.references import find_things
from kg.records import Article, Document

PIPELINE = make_pipeline(last="kg_tags")
DATE = "2024-05-10"


def read(text: str) -> Draft:
    """The draft of a text with the names of the grammar and their things."""
    document = Document("d", "a/b.txt", text, "text/plain", date=DATE)
    draft = PIPELINE(Article(document, 0, text, tuple(range(len(text))), date=DATE))
    grammar = load_grammar()
    draft.names = choose_names(draft, grammar, propose_names(Borders(draft, grammar), grammar))
    find_things(draft, grammar)
    return draft
