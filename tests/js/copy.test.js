// Citations as the copy bar writes them. The examples of the 《法学引注手册》 are its own.
"use strict";
const { test } = require("node:test");
const assert = require("node:assert");
const path = require("node:path");

const scripts = path.join(__dirname, "..", "..", "overrides", "assets", "js");
globalThis.tiaowen = require(path.join(scripts, "lead.js"));
const copy = require(path.join(scripts, "copy.js"));
const table = require("./citations.json");

const NOTHING = { title: "", number: "", year: "", force: "", arabic: "" };

test("numbers as a statute writes them", () => {
  for (const [number, words] of table.numbers) assert.strictEqual(copy.chinese(number), words);
});

test("an eId has its address within its version", () => {
  for (const [eid, address] of table.addresses) assert.strictEqual(tiaowen.addressOf(eid), address, eid);
});

test("a place is said in Chinese numerals and in digits", () => {
  for (const [eid, lone, words, digits] of table.places) {
    const alone = (paragraph) => paragraph === lone;
    assert.strictEqual(copy.phrase(copy.steps(eid, table.contents, alone, false)), words, eid);
    assert.strictEqual(copy.phrase(copy.steps(eid, table.contents, alone, true)), digits, eid);
  }
});

test("every step of a place is an eId of its own", () => {
  const alone = (eid) => eid === "art_240__para_1";
  assert.deepStrictEqual(copy.steps("art_240__para_1__point_3", table.contents, alone, false), [
    ["art_240", "第二百四十条"],
    ["art_240__para_1__point_3", "第三项"],
  ]);
});

test("what is not in the contents is said by its number", () => {
  assert.strictEqual(copy.phrase(copy.steps("art_7__para_2", [], () => false, false)), "第七条第二款");
  assert.strictEqual(copy.phrase(copy.steps("annex_1", [], () => false, false)), "附件");
});

test("the form of the 《法学引注手册》", () => {
  for (const [cited, text] of table.manual)
    assert.strictEqual(copy.forms[0][2]({ ...NOTHING, ...cited }), text);
});

for (const kind of ["forms", "odd"]) {
  test(`every form: ${kind}`, () => {
    const texts = copy.forms.map((form) => form[2](table[kind].cited));
    assert.deepStrictEqual(texts, table[kind].texts);
  });
}
