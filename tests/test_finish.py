"""kg.extract.finish: clean spans become places in the source, in their own article."""

from __future__ import annotations

from kg.extract.draft import Draft, Name, ObservationDraft, RelationDraft, Thing
from kg.extract.finish import finish
from kg.records import Article, Document, Evidence, Span

TEXT = "甲市新闻\n甲高 新区引进\n海尔。"
DOCUMENT = Document("d", "a.txt", TEXT, "text/plain")
PLACES = tuple(i for i, char in enumerate(TEXT) if i > 4 and not char.isspace())
ARTICLE = Article(DOCUMENT, 1, "".join(TEXT[i] for i in PLACES), PLACES, "海尔落户", "2024")


def test_finish_gives_evidence_its_article_and_the_quote_as_it_stands() -> None:
    zone = Thing(0, "Zone", ["甲高新区"], [Name(0, 4, "Zone", "lexicon", 0.9)])
    firm = Thing(1, "Enterprise", ["海尔"], [Name(6, 8, "Enterprise", "lexicon", 0.9)])
    draft = Draft(ARTICLE, things=[zone, firm])
    draft.relations.append(RelationDraft(0, "introduced", 1, ((0, 8),), "trigger", 0.9))
    draft.observations.append(ObservationDraft(0, "企业", 1, "家", None, None, ((6, 8),), "figure", 0.9))
    extraction = finish(draft)
    assert (extraction.source.article, extraction.source.title) == (1, "海尔落户")
    assert extraction.entities[0].mentions[0].span == Span(5, 10)
    assert [each.evidence for each in extraction.relations] == [
        (Evidence("d", 1, Span(5, 15), "甲高 新区引进\n海尔"),)
    ]
    assert [each.evidence for each in extraction.observations] == [(Evidence("d", 1, Span(13, 15), "海尔"),)]
