import re

from build_tools.kinds import ALL
from build_tools.model.site import Site
from build_tools.publish.llms import llms_files
from tests import factories as make
from tests.unit.publish.laws import URL, library


def files(site: Site, site_url: str = URL) -> dict[str, str]:
    return {output.path: output.data.decode() for output in llms_files(site, make.context(site_url=site_url))}


def test_the_form_of_llmstxt() -> None:
    lines = files(library())["llms.txt"].splitlines()
    assert lines[0] == "# 条文"
    assert lines[2].startswith("> ")
    link = re.compile(r"- \[[^\]]+\]\(https://laws\.example/[^)\s]+\)(: .+)?\Z")
    sections = "\n".join(lines).split("\n## ")[1:]
    assert [section.partition("\n")[0] for section in sections] == [
        "全部法规的 Markdown 全文，按类别",
        "数据",
    ]
    for section in sections:
        assert all(link.match(line) for line in section.splitlines()[1:] if line)


def test_a_list_for_every_kind() -> None:
    assert list(files(make.site())) == ["llms.txt", *(f"llms/{kind.slug}.txt" for kind in ALL)]
    assert "目前没有。" in files(make.site())["llms/falv.txt"]
    assert f"- [法律]({URL}llms/falv.txt): 1 部" in files(library())["llms.txt"]


def test_a_law_leads_to_the_markdown_of_its_current_text() -> None:
    found = files(library())
    assert found["llms/falv.txt"].splitlines()[4:] == [
        f"- [中华人民共和国国旗法]({URL}laws/guoqifa/2025-10-17/full.md): 有效，施行日期 2026-01-01"
    ]
    assert found["llms/difangxing-fagui.txt"].splitlines()[4:] == [
        f"- [河南省社会治理条例]({URL}laws/henansheng-shehui-zhili-tiaoli/2026-03-28/full.md): "
        "尚未施行（2026-06-01 起施行），施行日期 2026-06-01"
    ]


def test_a_title_is_no_markup() -> None:
    title = "[点这里](javascript:alert(1))<b>\n# 法"
    (line,) = files(make.site(make.work("k", make.version(make.record(title, "2020-01-01")))))[
        "llms/qita.txt"
    ].splitlines()[4:]
    assert line.startswith(r"- [\[点这里\](javascript:alert(1))\<b\> #法](https://laws.example/laws/k/")


def test_without_an_address_there_is_none() -> None:
    assert files(library(), "") == {}
