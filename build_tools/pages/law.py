"""A work and the texts of its versions → all files of the work, in Markdown and HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.model.companions import Companion
from build_tools.model.law import Law
from build_tools.model.links import NO_LINKS, VersionLinks
from build_tools.model.site import Work
from build_tools.pages import html, markdown
from build_tools.pages.content import Page
from build_tools.pages.context import Context, Output
from build_tools.pages.edition import Edition
from build_tools.pages.full import canonical_link, full_html, full_page
from build_tools.pages.full_markdown import full_markdown
from build_tools.pages.lawjson import law_json
from build_tools.pages.metadata import forms
from build_tools.pages.relations import relations_of
from build_tools.pages.scripts import TOC_SCRIPT, VERSIONS_SCRIPT, toc_script, versions_script
from build_tools.pages.shell import Shell, ShellKind
from build_tools.pages.stubs import index_html, index_page, stub_pages
from build_tools.urls import FULL, FULL_MARKDOWN, LAW_JSON, law_dir, markdown_of


def render_work(
    work: Work,
    laws: Sequence[Law],
    context: Context,
    links: Sequence[VersionLinks] = (),
    companions: Sequence[tuple[Companion, ...]] = (),
) -> Iterator[Output]:
    """Yield every file of a work: stubs, data scripts, and the pages of every version.

    Args:
        work: the work.
        laws: the text of every version, in the order of ``work.versions``.
        context: what is the same for all works.
        links: those of every version, in the same order; without any the texts have no links.
        companions: those of every version, in the same order; or none.

    Raises:
        ValueError: there is not one text for every version, or a text belongs to another record, or there
            are links or companions and not for every version.
    """
    for version, law in zip(work.versions, laws, strict=True):
        if version.record.digest != law.digest:
            raise ValueError(f"{work.key}: {law.path} is not the text of version {version.segment}")
    yield from _leading(work, context)
    relations = relations_of(work)
    shell = context.shells[ShellKind.LAW]
    every = links or [NO_LINKS] * len(laws)
    beside = companions or [()] * len(laws)
    for index, (law, own, said) in enumerate(zip(laws, every, beside, strict=True)):
        edition = Edition(relations, index, law, context, own, said)
        if context.reach.whole:
            for page in (*edition.pages(), full_page(edition)):
                yield _site(page.path, stamped(page, shell, context))
        else:
            for page in edition.pages():
                yield _site(page.path, stamped(page, shell, context))
                yield Output("docs", markdown_of(page.path), markdown.page(page).encode())
            yield _site(edition.folder + FULL, full_html(edition, context))
        yield from _other_forms(edition, context)
        yield _site(edition.folder + TOC_SCRIPT, toc_script(work, edition.version, law))


def stamped(page: Page, shell: Shell, context: Context) -> str:
    """Return a page of a law as a whole HTML file."""
    return shell.stamp(
        {
            "title": html.escape(f"{page.title} - {context.site_name}"),
            "canonical": canonical_link(context.site_url, page.path),
            "head": page.head,
            "data": "" if page.subject is None else f" data-at={html.value(page.subject)}",
            "main": html.blocks(page.blocks),
            "extra_scripts": "",
        }
    )


def _other_forms(edition: Edition, context: Context) -> Iterator[Output]:
    """Yield the files with the whole text that are no pages."""
    names = forms(context)
    if FULL_MARKDOWN in names:
        yield _site(edition.folder + FULL_MARKDOWN, full_markdown(edition, context.site_url))
    if LAW_JSON in names:
        yield _site(
            edition.folder + LAW_JSON,
            law_json(edition.work, edition.version, edition.law, context, edition.companions),
        )


def _leading(work: Work, context: Context) -> Iterator[Output]:
    """Yield what leads from the addresses without a version to those with one."""
    folder = law_dir(work.key)
    page = index_page(work)
    yield _site(page.path, index_html(work, page))
    yield Output("docs", markdown_of(page.path), markdown.page(page).encode())
    yield _site(folder + VERSIONS_SCRIPT, versions_script(work))
    if not context.reach.whole:
        for path, text in stub_pages(work):
            yield _site(path, text)


def _site(path: str, text: str) -> Output:
    """Return a file of the site."""
    return Output("site", path, text.encode())
