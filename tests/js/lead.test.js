// Time and addresses as the browser sees them. The tables are those of test_tables.py, so that
// script and build cannot come to disagree.
"use strict";
const { test } = require("node:test");
const assert = require("node:assert");
const path = require("node:path");

const scripts = path.join(__dirname, "..", "..", "overrides", "assets", "js");
const lead = require(path.join(scripts, "lead.js"));
const { rootOf } = require(path.join(scripts, "lost.js"));
const addresses = require("./addresses.json");
const timelines = require("./timelines.json");

test("an eId has its page", () => {
  for (const [eid, page] of addresses) assert.strictEqual(lead.pageOf(eid), page, eid);
});

test("the day turns at midnight in Beijing, wherever the reader is", () => {
  assert.strictEqual(lead.today(Date.parse("2025-11-30T15:59:59.999Z")), "2025-11-30");
  assert.strictEqual(lead.today(Date.parse("2025-11-30T16:00:00Z")), "2025-12-01");
  assert.strictEqual(lead.today(Date.parse("2024-02-28T16:00:00Z")), "2024-02-29");
});

test("a timeline says what holds on a day, since when and until when", () => {
  for (const [timeline, day, force, since, next] of timelines.force)
    assert.deepStrictEqual(lead.forceOn(timeline, day), { force, since, next }, `${timeline} on ${day}`);
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
