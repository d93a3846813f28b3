"""The noun phrase behind a figure, found on pieces: 311个|高质量项目|, 1008个|劳务用工量大的…建设项目|."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.figures_pieces import JOINTS, QUOTES, Piece
from kg.extract.figures_words import is_word

Pieces = Sequence[Piece]

MODIFIER_POS = ("v", "vd", "ad", "m", "q", "d", "z", "t")
ADVERB_POS = ("ad", "d", "a")
IDIOM_POS = ("l", "i")
OWNERS = ("Place", "Industry", "Zone")  # names that may stand inside a noun phrase: 8家北京市重点实验室
LONGEST = 14  # pieces
AHEAD = 4  # modifiers that may stand in a row before a noun
QUOTED = 12  # pieces between quotes


def noun_end(pieces: Pieces, first: int, last: int) -> int:
    """The end of the noun phrase that begins at piece ``first``; ``first`` if there is none."""
    i, end = first, first
    while i < min(last, first + LONGEST):
        piece = pieces[i]
        if piece.text in QUOTES:
            close = _closing(pieces, i, last)
            if close is None or (close == i + 2 and pieces[i + 1].sort == "reference"):
                break
            i = end = close + 1
        elif _goes_on(pieces, i, last, begun=end > first):
            i += 1
            # jieba knows many a noun at the end of a clause as a verb (务实举措)
            if piece.is_head or (piece.pos == "v" and i == last and i - 1 > first):
                end = i
        else:
            break
    return end


def _goes_on(pieces: Pieces, i: int, last: int, *, begun: bool) -> bool:
    piece, ahead = pieces[i], _noun_ahead(pieces, i + 1, last)
    if piece.reference:
        pointer = not piece.reference.explicit  # a class here: 4个国家|高新区|
        return piece.type in ("Industry", "Recognition") or pointer or (ahead and piece.type in OWNERS)
    if piece.text == "等":
        return ahead and any(pieces[k].text == "、" for k in range(max(i - LONGEST, 0), i))
    if piece.text == "的":
        return ahead and not (begun and pieces[i - 1].is_head)
    if piece.text in JOINTS:
        return begun and ahead
    ends = is_word("predicate", piece.text) or (begun and is_word("transitive", piece.text))
    return piece.sort == "word" and not ends and _may_modify(pieces, i, last, ahead=ahead)


def _may_modify(pieces: Pieces, i: int, last: int, *, ahead: bool) -> bool:
    piece = pieces[i]
    if piece.pos == "v" and i + 1 < last and pieces[i + 1].pos in IDIOM_POS:
        return False
    if piece.pos in ADVERB_POS and i + 2 == last and is_word("outcome", pieces[i + 1].text):
        return False  # 3家企业|顺利入围
    if piece.pos == "i" and i > 0 and (pieces[i - 1].is_head or pieces[i - 1].pos == "f"):
        return False  # 34个项目|脱颖而出
    return piece.is_noun or (piece.pos in MODIFIER_POS and (ahead or (piece.pos == "v" and i + 1 == last)))


def _noun_ahead(pieces: Pieces, i: int, last: int) -> bool:
    """Whether a noun follows, directly or behind modifiers."""
    for k in range(i, min(last, i + AHEAD)):
        piece = pieces[k]
        if piece.is_noun or piece.text in QUOTES or piece.sort == "reference":
            return True
        if piece.sort != "word" or piece.pos not in MODIFIER_POS or is_word("predicate", piece.text):
            return False
        if piece.pos == "v" and k + 1 == last:
            return True
    return False


def _closing(pieces: Pieces, i: int, last: int) -> int | None:
    close = QUOTES[pieces[i].text]
    return next((k for k in range(i + 1, min(last, i + QUOTED)) if pieces[k].text == close), None)
