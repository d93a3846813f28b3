"""The spaCy side: Docs of jieba's words and one component per stage, each working on ``doc._.draft``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.draft import Draft, Tag, Word
from kg.extract.figures import find_observations
from kg.extract.grammar import load_grammar
from kg.extract.naming import find_names
from kg.extract.references import find_things
from kg.extract.relations import find_relations
from kg.extract.tagger import load_tagger
from kg.extract.words import load_cutter
from kg.records import Article
from kg.schema import load_schema

STAGES = ("kg_tags", "kg_names", "kg_things", "kg_relations", "kg_figures")


class Pipeline:
    """The stages in order: articles in, their finished drafts out."""

    def __init__(self, stages: Sequence[str] = STAGES) -> None:
        if not Doc.has_extension("draft"):
            Doc.set_extension("draft", default=None)
        self._nlp = spacy.blank("zh")
        self._cutter = load_cutter()
        for stage in stages:
            self._nlp.add_pipe(stage)

    def __call__(self, article: Article) -> Draft:
        """Run one article."""
        return next(self.pipe([article]))

    def pipe(self, articles: Sequence[Article]) -> Iterator[Draft]:
        """Run some articles as one batch: nothing changes but the time."""
        return (doc._.draft for doc in self._nlp.pipe(map(self._make_doc, articles)))

    def _make_doc(self, article: Article) -> Doc:
        pairs = self._cutter.cut(article.text)
        ends = list(accumulate(len(text) for text, _ in pairs))
        texts, classes = zip(*pairs, strict=True) if pairs else ((), ())
        words = list(map(Word, [0, *ends], ends, texts, classes))
        doc = Doc(self._nlp.vocab, list(texts), [False] * len(words))
        doc._.draft = Draft(article, words=words)
        return doc


def make_pipeline(*, last: str = STAGES[-1]) -> Pipeline:
    """Load everything once; the pipeline ends with the stage ``last``."""
    return Pipeline(STAGES[: STAGES.index(last) + 1])


class TagStage:
    """Tags the sentences with the statistical tagger, those of all articles together."""

    def __call__(self, doc: Doc) -> Doc:
        """Tag one article."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], **_: object) -> Iterator[Doc]:
        """Tag some articles; spaCy passes its own batch size, which is none of characters."""
        batch = list(docs)
        places = [(doc._.draft, start, end) for doc in batch for start, end in doc._.draft.sentences]
        found = load_tagger().find([draft.text[start:end] for draft, start, end in places])
        for (draft, offset, _), spans in zip(places, found, strict=True):
            draft.tags += [Tag(offset + start, offset + end, label) for start, end, label in spans]
        return iter(batch)


@Language.factory("kg_tags", assigns=["doc._.draft"])
def make_tags(nlp: Language, name: str) -> TagStage:
    """The first stage; spaCy asks for both arguments."""
    return TagStage()


class NameStage:
    """Finds the names, those of all articles together."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one article."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], **_: object) -> Iterator[Doc]:
        """Find the names of some articles; their labels are searched together."""
        batch = list(docs)
        drafts = [doc._.draft for doc in batch]
        for draft, names in zip(drafts, find_names(drafts, load_grammar()), strict=True):
            draft.names = names
        return iter(batch)


@Language.factory("kg_names", requires=["doc._.draft"])
def make_names(nlp: Language, name: str) -> NameStage:
    """The second stage; spaCy asks for both arguments."""
    return NameStage()


@Language.component("kg_things", requires=["doc._.draft"])
def add_things(doc: Doc) -> Doc:
    """Group names into things and resolve pointers."""
    find_things(doc._.draft, load_grammar())
    return doc


@Language.component("kg_relations", requires=["doc._.draft"])
def add_relations(doc: Doc) -> Doc:
    """Find the statements between things."""
    doc._.draft.relations = find_relations(doc._.draft, load_schema().allows)
    return doc


@Language.component("kg_figures", requires=["doc._.draft"])
def add_figures(doc: Doc) -> Doc:
    """Find the observations."""
    doc._.draft.observations = find_observations(doc._.draft)
    return doc
