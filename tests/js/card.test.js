// What a citation shows of the text that it cites: the 款 and 项 that its address names.
"use strict";
const test = require("node:test");
const assert = require("node:assert");
const { targetOf, quoteOf } = require("../../overrides/assets/js/card.js");
globalThis.tiaowen = {};
const { ordinal } = require("../../overrides/assets/js/copy.js");

const HOUSE = "laws/xingfa/2020-12-26/";

test("an address leads to a unit, or to none", () => {
  const table = {
    "264.html": "art_264",
    "120-1.html": "art_120-1",
    "12_2.html": "art_12_2",
    "i-2.html": "item_2",
    "264.html#art_264__para_2__point_3": "art_264__para_2__point_3",
    "c2.html#art_3__para_1": "art_3__para_1",
    "annex-1.html#annex_1__art_3": "annex_1__art_3",
    "annex-1.html": null,
    "annex-1.html#annex_1__para_2": null,
    "index.html": null,
    "index.html#para_3": null,
    "b2-c3.html": null,
    "preamble.html": null,
    "264-cited.html": null,
  };
  for (const [page, eid] of Object.entries(table)) {
    assert.strictEqual((targetOf(HOUSE + page) || { eid: null }).eid, eid, page);
  }
  assert.strictEqual(targetOf("laws/xingfa/index.html"), null);
  assert.strictEqual(targetOf("kinds/falv.html"), null);
});

// 刑法第一百六十二条之一 and the like are shown whole; this is 行政处罚法第九条 with a 款 in front and behind.
const UNIT = {
  label: "第九条",
  text: "违法行为应当受罚。\n行政处罚的种类：\n\t（一）警告、通报批评；\n\t（二）罚款：\n\t\t1．小额；\n\t\t2．大额；\n\t（三）其他。\n 前述种类可以并处。\n第三款在此。",
};

function quote(eid, unit) {
  const found = quoteOf(unit || UNIT, eid, ordinal);
  return [found.label, found.lines.map((line) => line.trim()).join("|")];
}

test("a whole article", () => {
  assert.deepStrictEqual(quote("art_9"), ["第九条", UNIT.text.replace(/\n[\t ]*/g, "|")]);
});

test("a 款 comes with its 项, 目 and further lines", () => {
  assert.deepStrictEqual(quote("art_9__para_1"), ["第九条第一款", "违法行为应当受罚。"]);
  assert.deepStrictEqual(quote("art_9__para_3"), ["第九条第三款", "第三款在此。"]);
  assert.strictEqual(quote("art_9__para_2")[1].split("|").length, 7);
});

test("a 项 comes with the words above it and the 目 below it", () => {
  assert.deepStrictEqual(quote("art_9__para_2__point_1"), ["第九条第二款第一项", "行政处罚的种类：|（一）警告、通报批评；"]);
  assert.deepStrictEqual(quote("art_9__para_2__point_2__indent_1"), [
    "第九条第二款第二项",
    "行政处罚的种类：|（二）罚款：|1．小额；|2．大额；",
  ]);
});

test("the only 款 is not counted", () => {
  const alone = { label: "第一条", text: "禁止：\n\t（一）甲；\n\t（二）乙。" };
  assert.deepStrictEqual(quote("art_1__para_1", alone)[0], "第一条");
  assert.deepStrictEqual(quote("art_1__para_1__point_2", alone), ["第一条第二项", "禁止：|（二）乙。"]);
});

test("what cannot be told apart is shown as a whole", () => {
  const odd = { label: "第一条", text: "禁止：\n\t（一）甲；\n\t（一之一）乙；\n\t（二）丙。" };
  assert.strictEqual(quote("art_1__para_1__point_2", odd)[1], "禁止：|（一）甲；|（一之一）乙；|（二）丙。");
  assert.deepStrictEqual(quote("art_9__para_7"), quote("art_9"));
});

test("a heading that got lost into a unit is no 款", () => {
  const lost = { label: "第一条", text: " 管辖\n第一款。\n第二款。" };
  assert.deepStrictEqual(quote("art_1__para_2", lost), ["第一条第二款", "第二款。"]);
});
