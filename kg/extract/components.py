"""The spaCy side: a tokenizer on jieba and one component per stage, each working on ``doc._.draft``."""

from __future__ import annotations

import logging
from collections.abc import Callable

import jieba
import jieba.posseg
import spacy
from jieba.posseg.char_state_tab import P as SEEN
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.borders import Borders
from kg.extract.draft import Draft, Name, Tag, Word
from kg.extract.figures import find_observations
from kg.extract.grammar import load_grammar
from kg.extract.heads import find_headed
from kg.extract.industries import find_industries
from kg.extract.judge import choose_names
from kg.extract.members import find_enumerated
from kg.extract.names import (
    find_after_class,
    find_decrees,
    find_fixed,
    find_known,
    find_nation,
    find_persons,
    find_quoted,
    find_subjects,
    find_tagged,
    find_titles,
)
from kg.extract.references import find_things
from kg.extract.relations import find_relations
from kg.extract.schemes import find_honours, find_schemes
from kg.extract.tagger import load_tagger
from kg.records import Article
from kg.schema import load_schema

RARE = 20  # characters unknown to jieba in one line
STAGES = ("kg_tags", "kg_names", "kg_things", "kg_relations", "kg_figures")


class JiebaTokenizer:
    """Makes a Doc of jieba's words, their parts of speech as ``token.tag_``."""

    def __init__(self, vocab: Vocab) -> None:
        jieba.setLogLevel(logging.WARNING)
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        lines = text.splitlines(keepends=True)
        pairs = [
            (pair.word, pair.flag) for line in lines for pair in jieba.posseg.cut(line, HMM=_is_common(line))
        ]
        return Doc(
            self._vocab,
            words=[word for word, _ in pairs],
            spaces=[False] * len(pairs),
            tags=[flag for _, flag in pairs],
        )


def _is_common(line: str) -> bool:
    """Whether jieba may guess at unknown words: each character it has never seen costs it 5 ms."""
    return sum("\u4e00" <= char <= "\u9fff" and char not in SEEN for char in line) <= RARE


def make_pipeline() -> Callable[[Article], Draft]:
    """Build the pipeline: an article in, its finished draft out."""
    if not Doc.has_extension("draft"):
        Doc.set_extension("draft", default=None)
    nlp = spacy.blank("zh")
    nlp.tokenizer = JiebaTokenizer(nlp.vocab)
    for stage in STAGES:
        nlp.add_pipe(stage)

    def run(article: Article) -> Draft:
        doc = nlp.make_doc(article.text)
        doc._.draft = Draft(article, words=[Word(t.idx, t.idx + len(t.text), t.text, t.tag_) for t in doc])
        draft: Draft = nlp(doc)._.draft
        return draft

    return run


@Language.component("kg_tags", assigns=["doc._.draft"])
def add_tags(doc: Doc) -> Doc:
    """Tag the sentences with the statistical tagger."""
    draft: Draft = doc._.draft
    found = load_tagger().find([draft.text[start:end] for start, end in draft.sentences])
    draft.tags = [
        Tag(offset + start, offset + end, label)
        for (offset, _), spans in zip(draft.sentences, found, strict=True)
        for start, end, label in spans
    ]
    return doc


@Language.component("kg_names", requires=["doc._.draft"])
def add_names(doc: Doc) -> Doc:
    """Collect the proposals of all proposers and let the judge choose."""
    draft: Draft = doc._.draft
    draft.names = choose_names(draft, load_grammar(), propose_names(draft))
    return doc


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


def propose_names(draft: Draft) -> list[Name]:
    """Every proposal of every proposer."""
    grammar = load_grammar()
    borders = Borders(draft, grammar)
    names = [
        *find_known(borders),
        *find_headed(borders, grammar),
        *find_tagged(borders, grammar),
        *find_titles(draft, grammar),
        *find_quoted(borders, grammar),
        *find_nation(draft),
        *find_decrees(draft, grammar),
        *find_fixed(draft, grammar),
        *find_after_class(borders, grammar),
        *find_persons(draft, grammar),
        *find_subjects(borders, grammar),
        *find_schemes(draft),
        *find_honours(borders, grammar),
        *find_industries(borders, grammar),
    ]
    return [*names, *find_enumerated(borders, grammar, names)]
