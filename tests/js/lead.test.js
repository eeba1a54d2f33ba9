// Time and addresses as the browser sees them. The tables are those of test_tables.py, so that
// script and build cannot come to disagree.
"use strict";
const { test } = require("node:test");
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const scripts = path.join(__dirname, "..", "..", "overrides", "assets", "js");
const lead = require(path.join(scripts, "lead.js"));
globalThis.tiaowen = lead;
const status = require(path.join(scripts, "status.js"));
const { rootOf, lawOf } = require(path.join(scripts, "lost.js"));
const addresses = require("./addresses.json");
const timelines = require("./timelines.json");
const { addresses: citations } = require("./citations.json");

test("an eId has its page", () => {
  for (const [eid, page] of addresses) assert.strictEqual(lead.pageOf(eid), page, eid);
});

test("in a bundle an eId stands in the whole text", () => {
  const code = fs.readFileSync(path.join(scripts, "lead.js"), "utf8");
  const context = vm.createContext({ twReach: { title: "河南", whole: true, public: "" } });
  vm.runInContext(code, context);
  const hrefs = ["art_264", "art_264__para_2", "chp_3", "para_3", ""].map(context.tiaowen.hrefOf);
  assert.deepStrictEqual(hrefs, ["art_264", "art_264__para_2", "chp_3", "para_3"].map((eid) => "full.html#" + eid).concat("index.html"));
  // What others say of the law stands on its own page, never in its text.
  assert.strictEqual(context.tiaowen.hrefOf("chp_3__companion_1"), "index.html#chp_3__companion_1");
  assert.strictEqual(context.tiaowen.addressOf("art_264__para_2"), "264.html#art_264__para_2");
});

test("on the site an eId stands on its page", () => {
  for (const [eid, address] of citations) assert.strictEqual(lead.hrefOf(eid), address, eid);
});

test("the day turns at midnight in Beijing, wherever the reader is", () => {
  assert.strictEqual(lead.today(Date.parse("2025-11-30T15:59:59.999Z")), "2025-11-30");
  assert.strictEqual(lead.today(Date.parse("2025-11-30T16:00:00Z")), "2025-12-01");
  assert.strictEqual(lead.today(Date.parse("2024-02-28T16:00:00Z")), "2024-02-29");
});

test("a timeline says what holds on a day, since when and until when", () => {
  for (const [timeline, day, force, since, next, then] of timelines.force)
    assert.deepStrictEqual(lead.forceOn(timeline, day), { force, since, next, then }, `${timeline} on ${day}`);
});

test("the badge has the word and its day", () => {
  for (const [timeline, day, words] of timelines.words) {
    const state = lead.forceOn(timeline, day);
    assert.strictEqual((state.force || "未标注") + status.dayOf(state), words, `${timeline} on ${day}`);
  }
});

test("a version that is not the law of the day says how it stands", () => {
  for (const [what, versions, day, leader, notes] of timelines.notes) {
    assert.strictEqual(lead.leading(versions, day), leader, what);
    const said = versions.map((_, mine) => status.noteOf(versions, mine, day));
    assert.deepStrictEqual(
      said.map((note) => note.words + (note.to && ` · ${note.link}`)),
      notes,
      what,
    );
    for (const note of said) assert.ok(["", versions[leader][0]].includes(note.to), what);
  }
});

test("the version to read", () => {
  for (const [what, versions, day, index] of timelines.leading) {
    const known = versions.map((timeline, number) => [String(number), timeline, ""]);
    assert.strictEqual(lead.leading(known, day), index, what);
  }
});

test("the page name of an address", () => {
  assert.strictEqual(lead.pageName("/laws/xingfa/264.html"), "264.html");
  assert.strictEqual(lead.pageName("/laws/xingfa/"), "index.html");
});

test("a lost page finds the root of the site from its address", () => {
  const table = [
    ["https:", "/laws/xingfa/999.html", "/"],
    ["https:", "/mirror/tiaowen/laws/xingfa/2020-12-26/999.html", "/mirror/tiaowen/"],
    ["https:", "/tiaowen/kinds/x.html", "/tiaowen/"],
    ["https:", "/tiaowen/404.html", "/tiaowen/"],
    ["file:", "/media/usb/site/404.html", "/media/usb/site/"],
    ["https:", "/nothing/known.html", null],
  ];
  for (const [protocol, pathname, root] of table) assert.strictEqual(rootOf({ protocol, pathname }), root, pathname);
});

test("a lost page of a law offers the law, but not to one who is there", () => {
  const table = [
    ["/laws/xingfa/9999.html", "xingfa"],
    ["/mirror/laws/xingfa/2020-12-26/9999.html", "xingfa"],
    ["/laws/xingfa/", null],
    ["/laws/xingfa/index.html", null],
    ["/laws/index.html", null],
    ["/laws/刑法/1.html", null],
    ["/kinds/falv.html", null],
  ];
  for (const [pathname, key] of table) assert.strictEqual(lawOf(pathname), key, pathname);
});
