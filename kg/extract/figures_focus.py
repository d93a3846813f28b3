"""What an article is about as far as its figures go: where a figure without a subject belongs."""

from __future__ import annotations

from kg.extract.draft import Draft, Thing
from kg.lexicon import load_words

SUBJECT_TYPES = frozenset(
    ("Zone", "Park", "Enterprise", "GovernmentBody", "Institution", "Policy", "Project", "Place", "Event")
)
SPEAKERS = ("GovernmentBody", "Policy")  # named often, and seldom what is measured
CONTAINERS = frozenset(("Zone", "Park", "Place"))
BREADTH = load_words("words", "nation")
MANY = 2  # names of a thing that an article does not only brush
TITLE_WEIGHT = 3
HEAD_WEIGHT = 2  # more for what the title begins with
LEAD_WEIGHT = 1
HEAD = 250  # characters at the head of a text
LEAD = 120  # characters: what is named there the article is likely about
TOPIC_WEIGHT = 1.5
BRIEF = 400  # characters: whatever a text so short names is its focus
DOCUMENT = 0.8  # of the title: a policy that fills so much of it is the text itself


def find_focus(draft: Draft) -> Thing | None:
    """The topic, unless another thing is named far more, or the text is a policy; None if only brushed."""
    things = [
        thing for thing in draft.things if thing.type in SUBJECT_TYPES and thing.forms[0] not in BREADTH
    ]
    title = draft.article.title or ""
    for thing in things:
        if thing.type == "Policy" and any(
            form in title and len(form) >= DOCUMENT * len(title) for form in thing.forms
        ):
            return thing
    things = [thing for thing in things if thing.type not in SPEAKERS and _is_central(draft, thing)]
    best = max(things, key=lambda thing: (_salience(draft, thing), -thing.key), default=None)
    if best and (_salience(draft, best) >= MANY or len(draft.text) < BRIEF):
        return best
    nation = (thing for thing in draft.things if not BREADTH.isdisjoint(thing.forms))
    return next((thing for thing in nation if any(name.start < LEAD for name in thing.names)), None)


def _is_central(draft: Draft, thing: Thing) -> bool:
    """Whether a text may be about a thing: what is neither zone nor place has to be named at its head."""
    title = draft.article.title or ""
    headed = any(form in title for form in thing.forms) or any(name.start < HEAD for name in thing.names)
    return thing.type in CONTAINERS or headed


def _salience(draft: Draft, thing: Thing) -> float:
    """Mentions, the title's counted more; the topic has the start of others."""
    title = draft.article.title or ""
    in_title = any(form in title for form in thing.forms)
    heads = any(title.startswith(form) for form in thing.forms)
    in_lead = any(name.start < LEAD for name in thing.names)
    named = len(thing.names) + TITLE_WEIGHT * in_title + HEAD_WEIGHT * heads + LEAD_WEIGHT * in_lead
    return named * (TOPIC_WEIGHT if thing is draft.topic else 1.0)
