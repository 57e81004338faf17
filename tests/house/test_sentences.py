"""Every sentence on the pages has at most 25 words: people read them on a telephone, between two other things."""

import ast
import re

import pytest

from tests.house.pages import HOUSE

MOST_WORDS = 25
TEMPLATES = sorted(p for p in HOUSE.glob("*/templates/**/*") if p.suffix in {".html", ".txt"})
SAYS = [p for p in sorted(HOUSE.glob("*/**/*.py")) if not {"tests", "migrations", "static"} & set(p.parts)]
BLOCKS = r"</?(?:p|li|h\d|dt|dd|td|th|div|span|legend|label|title|section|form|ul|ol|dl|tr|summary|button|a)\b[^>]*>"


def words_of_a_template(text):
    """What a template says, a line for each piece; what is filled in counts as one word."""
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.S)
    said = [
        literal
        for filled in re.findall(r"\{\{.*?\}\}", text, flags=re.S)
        for literal in re.findall(r'"([^"]*)"', filled)
    ]
    text = re.sub(r"\{%.*?%\}", "\n", text, flags=re.S)
    text = re.sub(r"\{\{.*?\}\}", "it", text, flags=re.S)
    text = re.sub(BLOCKS, "\n", text, flags=re.S)
    return [*re.sub(r"<[^>]*>", "", text).split("\n"), *said]


def words_of_a_module(text):
    """What the refusals and messages of a module say: its string literals, docstrings left out."""
    tree = ast.parse(text)
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, holders) and ast.get_docstring(n, clean=False)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(v.value if isinstance(v, ast.Constant) else "it" for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def too_long(pieces):
    """The sentences among these pieces that have more words than a reader on the way takes in."""
    for piece in pieces:
        for sentence in re.split(r"(?<=[.!?:;])\s+", " ".join(piece.split())):
            if len(re.findall(r"[\w’'-]+", sentence)) > MOST_WORDS and re.search(r"[a-z] [a-z]", sentence):
                yield sentence


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_no_sentence_of_a_page_is_too_long(path):
    assert not list(too_long(words_of_a_template(path.read_text())))


REFUSES = re.compile(r"(?:Nothing (?:was|is)|Not saved)")


def test_no_refusal_is_too_long():
    said = [piece for path in SAYS for piece in words_of_a_module(path.read_text()) if REFUSES.search(piece)]
    assert len(said) > 100
    assert not list(too_long(said))


def test_planted_a_long_sentence_is_caught():
    long = " ".join(["word"] * (MOST_WORDS + 1)) + "."
    assert list(too_long(words_of_a_template(f"<p>{long}</p>")))
    assert list(too_long(words_of_a_template('{{ govukButton({"text": "' + long + '"}) }}')))
    assert list(too_long(words_of_a_module(f'def f():\n    """Doc."""\n    raise E("Nothing was stored. {long}")\n')))
    assert not list(too_long(words_of_a_template("<p>{{ one }} short sentence. And {{ another }} one.</p>")))
