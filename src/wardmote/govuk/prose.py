"""Markdown of our own guides, as HTML with GOV.UK's classes. Pure. HTML in it is not let through."""

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

CLASSES = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "a": "govuk-link",
    "img": "wm-picture",
    "pre": "wm-text",
}
PICTURES = "../pictures/"


def prose(text: str, *, pictures: str) -> Markup:
    """A guide as HTML. Its pictures are asked for below `pictures`; a link to another guide leads to its page.

    >>> prose("See [the host](host.md).", pictures="/help/pictures/")
    Markup('<p class="govuk-body">See <a href="../host/" class="govuk-link">the host</a>.</p>\\n')
    """
    markdown = MarkdownIt("commonmark", {"html": False})
    tokens = markdown.parse(text)
    for token in tokens:
        for one in (token, *(token.children or ())):
            _dress(one, pictures)
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))  # HTML in the text was escaped above


def _dress(token: Token, pictures: str) -> None:
    tag = "pre" if token.type in {"fence", "code_block"} else token.tag
    if token.nesting >= 0 and tag in CLASSES and token.type != "code_inline":
        token.attrJoin("class", CLASSES[tag])
    if token.type == "image":
        token.attrSet("src", str(token.attrGet("src")).replace(PICTURES, pictures))
    if token.type == "link_open" and str(token.attrGet("href")).endswith(".md"):
        token.attrSet("href", f"../{str(token.attrGet('href')).removesuffix('.md')}/")
