// The page cite.html: what it is asked, and when it leads on.
"use strict";
const { test } = require("node:test");
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const script = path.join(__dirname, "..", "..", "overrides", "assets", "js", "cite.js");
const cite = require(script);

test("the citation is in the address", () => {
  const table = [
    ["?q=%E5%88%91%E6%B3%95264", "刑法264"],
    ["?q=xingfa+264", "xingfa 264"],
    ["?lang=zh&q=xingfa%20264&x=1", "xingfa 264"],
    ["?q=%E5%88", "%E5%88"],
    ["?q=%3Cimg%20src=x%20onerror=alert(1)%3E", "<img src=x onerror=alert(1)>"],
    ["?q=", ""],
    ["?p=1", ""],
    ["", ""],
  ];
  for (const [address, query] of table) assert.strictEqual(cite.askedIn(address), query, address);
});

test("nobody is led where nothing is certain", () => {
  const leads = (kind, guessed) => cite.isCertain({ kind, guessed });
  assert.deepStrictEqual(
    [leads("unit", false), leads("law", false), leads("unit", true), leads("missing", false), leads("choice", false)],
    [true, true, false, false, false],
  );
  assert.strictEqual(cite.isCertain(null), false);
});

/** As much of a page as the script needs; every element keeps what was put into it. */
function page(search, jump) {
  const went = [];
  const make = (name, className, text) => ({
    name, className, text: text || "", children: [], parentNode: null, href: "",
    set textContent(words) { this.text = words; this.children = []; },
    setAttribute() {},
    append(...nodes) { this.children.push(...nodes); },
    appendChild(node) { node.parentNode = this; this.children.push(node); return node; },
  });
  const place = make("div");
  const input = { value: "" };
  const context = {
    document: { getElementById: () => place, querySelector: () => input, createElement: (name) => make(name) },
    location: { search, replace: (address) => went.push(address) },
    tiaowen: {
      root: "../",
      engine: async () => ({ resolve: async () => jump }),
      scripts: async () => {},
      found: {
        make,
        asking: (query) => "?q=" + encodeURIComponent(query),
        elsewhere: () => null,
        page: (query) => "search.html?q=" + encodeURIComponent(query),
        badge: (timeline) => make("span", "st", timeline),
        addName: (parent, item) => parent.append(item.title + item.label),
      },
    },
  };
  vm.runInNewContext(fs.readFileSync(script, "utf8"), context);
  return { place, input, went };
}

const words = (node) =>
  (typeof node === "string" ? [node] : [node.text, ...node.children.flatMap(words)]).filter((each) => each.trim());
const links = (node) => (typeof node === "string" ? [] : [...(node.href ? [node.href] : []), ...node.children.flatMap(links)]);
const settled = () => new Promise((resolve) => setImmediate(resolve));
const UNIT = { kind: "unit", title: "中华人民共和国刑法", label: "第一条", href: "laws/xingfa/2020-12-26/1.html", path: "", timeline: "|有效", note: "", guessed: false, choices: [] };

test("a citation leads to its place, and nothing is left in the history", async () => {
  const { went, input } = page("?q=%E5%88%91%E6%B3%951", UNIT);
  await settled();
  assert.deepStrictEqual([went, input.value], [["../laws/xingfa/2020-12-26/1.html"], "刑法1"]);
});

test("what is not there is said, with the law and the search", async () => {
  const note = "《刑法》没有第九百条，共四百五十二条。";
  const missing = { ...UNIT, kind: "missing", label: "", href: "laws/xingfa/2020-12-26/index.html", note };
  const { went, place } = page("?q=xingfa900", missing);
  await settled();
  assert.deepStrictEqual(went, []);
  assert.deepStrictEqual(words(place), [note, "中华人民共和国刑法", "|有效", "检索“xingfa900”"]);
  assert.deepStrictEqual(links(place), ["../laws/xingfa/2020-12-26/index.html", "search.html?q=xingfa900"]);
});

test("of several laws the reader chooses", async () => {
  const choice = { kind: "choice", href: "", note: "这个名称不止一部法规。", guessed: false, choices: [UNIT, { ...UNIT, href: "b.html" }] };
  const { went, place } = page("?q=x1", choice);
  await settled();
  assert.deepStrictEqual(went, []);
  assert.deepStrictEqual(links(place), ["../laws/xingfa/2020-12-26/1.html", "../b.html", "search.html?q=x1"]);
});

test("what is asked stays text", async () => {
  const { place, went } = page("?q=%3Cimg%20src=x%20onerror=alert(1)%3E", null);
  await settled();
  assert.deepStrictEqual(went, []);
  assert.deepStrictEqual(words(place), [cite.wordsOf(null), "检索“<img src=x onerror=alert(1)>”"]);
});

test("without a question nothing is looked up", async () => {
  const { place, went } = page("?q=+", UNIT);
  await settled();
  assert.deepStrictEqual([words(place), went], [[], []]);
});
