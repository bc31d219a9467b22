"""Typography over a tree: text nodes only, each with its neighbours; elision before figures; capitals at starts."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from briefs.document import Declared, Emphasis, Figure, Foreign, Inline, Link, Reference, Strong, Text
from briefs.language import Language
from briefs.note.line import inline_text, leaf_nodes, make_line, words_of
from briefs.note.rules import note_rules
from briefs.note.sentence import find_sentences
from briefs.typography import capitalise_start, elide, set_typography

NEIGHBOURS = 60  # characters of context; enough for any rule


def polish_inlines(children: tuple[Inline, ...], language: Language) -> tuple[Inline, ...]:
    """The inlines with the language's typography, elided before figures, with a capital at each sentence's start."""
    return capitalise_sentences(typeset(children, language), language)


def typeset(children: tuple[Inline, ...], language: Language) -> tuple[Inline, ...]:
    """The inlines with the language's typography, elided before figures; no reference within is opened."""
    return _typeset(children, 0, inline_text(children), language)


def _typeset(children: tuple[Inline, ...], at: int, whole: str, language: Language) -> tuple[Inline, ...]:
    """The inlines that begin at an offset of the whole line; words in another language stay as they are."""
    result: list[Inline] = []
    for node in children:
        if isinstance(node, Text):
            result.append(_set_text(node, at, whole, language))
            at += len(node.text)
            continue
        if isinstance(node, Emphasis | Strong | Link):
            result.append(replace(node, children=_typeset(node.children, at, whole, language)))
        else:
            result.append(node)
        at += len(words_of(node))
    return tuple(result)


def _set_text(node: Text, at: int, whole: str, language: Language) -> Text:
    end = at + len(node.text)
    after = whole[end : end + NEIGHBOURS]
    text = set_typography(node.text, language, before=whole[max(0, at - NEIGHBOURS) : at], after=after)
    text = elide(text, after, language)
    return node if text == node.text else Text(text)


def capitalise_sentences(children: tuple[Inline, ...], language: Language) -> tuple[Inline, ...]:
    """A capital on each figure, date or reference that begins a sentence: what an author can't type."""
    if not any(isinstance(node, Figure | Declared | Reference) for node in leaf_nodes(children)):
        return children
    line = make_line(children)
    starts = set()
    for sentence in find_sentences(line.shape, note_rules(language)):
        words = line.text[sentence.start : sentence.end]
        starts.add(sentence.start + next((at for at, sign in enumerate(words) if sign.isalnum()), 0))
    leaves = [_capital(leaf.node, language) if leaf.start in starts else leaf.node for leaf in line.leaves]
    return _rebuilt(children, iter(leaves))


def _rebuilt(children: tuple[Inline, ...], leaves: Iterator[Inline]) -> tuple[Inline, ...]:
    """The same tree with other leaves; words in another language keep theirs."""
    result: list[Inline] = []
    for node in children:
        if isinstance(node, Foreign):
            for _ in leaf_nodes(node.children):
                next(leaves)
            result.append(node)
        elif isinstance(node, Emphasis | Strong | Link):
            result.append(replace(node, children=_rebuilt(node.children, leaves)))
        else:
            result.append(next(leaves))
    return tuple(result)


def _capital(node: Inline, language: Language) -> Inline:
    match node:
        case Figure(hedge="", unit_first=False):
            return replace(node, number=capitalise_start(node.number, language))
        case Figure():
            return replace(node, hedge=capitalise_start(node.hedge, language))
        case Declared():
            return replace(node, text=capitalise_start(node.text, language))
        case Reference(children=(Text(text=text), *others)):
            return replace(node, children=(Text(capitalise_start(text, language)), *others))
        case Reference(children=(Link(children=(Text(text=text), *words)) as link, *others)):
            first = replace(link, children=(Text(capitalise_start(text, language)), *words))
            return replace(node, children=(first, *others))
        case _:
            return node
