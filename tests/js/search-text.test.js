// Text as search reads it. What build_tools/search does alike is in the tables of test_search_tables.py, too.
"use strict";
const { test } = require("node:test");
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { twSearch, encode } = require("./search-library.js");
const tables = require("./search.json");
const { text } = twSearch;

test("folding", () => {
  for (const [raw, folded] of tables.fold) {
    assert.strictEqual(text.fold(raw), folded, raw);
    assert.strictEqual(text.fold(folded), folded, raw);
  }
});

test("runs: blanks do not part them, line ends and signs do", () => {
  for (const [raw, runs] of tables.runs) assert.deepStrictEqual(Array.from(text.runs(raw)), runs, raw);
});

test("the compared form knows where each character stood", () => {
  const raw = "第 264 条：\n\t（一） ab  cd";
  const { text: squeezed, at } = text.squeeze(text.fold(raw));
  assert.strictEqual(squeezed, "第264条:(一)ab cd");
  assert.strictEqual(Array.from(at, (place) => raw[place]).join(""), "第264条：（一）ab cd");
});

test("the packing is that of the build, and unpacks what it packed", () => {
  const file = path.join(__dirname, "..", "..", "build_tools", "search", "data", "swap.txt");
  const common = fs.readFileSync(file, "utf8").trim();
  const short = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&'()*+/:;<=>?@^`{|}~";
  const expected = Array.from(common, (_, i) => short[i] || String.fromCharCode(0x80 + i - short.length)).join("");
  assert.strictEqual(text.swap(common), expected);
  for (const said of ["第一条　为了保护“公民” 2020 年\n\t（一）ABC<>&~é一龘𬬭", "", "\ud800"])
    assert.strictEqual(text.swap(text.swap(said)), said);
});

test("posting lists of all widths", () => {
  const ids = [0, 1, 60, 61, 121, 1485, 1486, 2971, 127000, 260000, 9000000];
  const postings = ids.map((id, i) => [id, i % 4]);
  const numbers = postings.map(([id, level]) => 64 * id + level);
  assert.deepStrictEqual(Array.from(text.decode(encode(postings, 0), 0)), numbers);
  const slab = postings.slice(2);
  assert.deepStrictEqual(Array.from(text.decode(encode(slab, 50), 50)), numbers.slice(2));
});

test("Chinese numerals", () => {
  for (const [number, words] of require("./citations.json").numbers) assert.strictEqual(text.chinese(number), words);
});

test("the folder of a version, and the block of a unit", () => {
  for (const [key, segment, sids] of tables.sids) assert.deepStrictEqual(Array.from(text.sids(key, segment)), sids, key);
  for (const [eid, block] of tables.blocks) assert.strictEqual(text.blockOf(eid), block, eid);
});

test("a block of text", () => {
  const swap = text.swap;
  const head = ["xingfa", "2020-12-26", swap("中华人民共和国刑法"), "1,2021-03-010", "1"];
  const data = [
    head,
    [swap("第一章 总则"), 0],
    swap("第十条的条文"),
    12,
    swap("第十二条的条文"),
    [swap("第二章 分则")],
    ["art_12-1", swap("第十二条之一"), swap("条文")],
  ];
  assert.deepStrictEqual({ ...text.head(data) }, {
    key: "xingfa",
    segment: "2020-12-26",
    title: "中华人民共和国刑法",
    timeline: "|尚未施行;2021-03-01|有效",
    kind: "法律",
  });
  const entries = text.entries(data, "a1").map((each) => [each.eid, each.label, each.path, each.leads]);
  assert.deepStrictEqual(entries, [
    ["art_10", "第十条", "第一章 总则", false],
    ["art_12", "第十二条", "第一章 总则", false],
    ["art_12-1", "第十二条之一", "第二章 分则", true],
  ]);
  assert.strictEqual(text.entry(data, "art_12-1__para_1").label, "第十二条之一");
  assert.strictEqual(text.entry(data, "art_12__para_2__point_3").text, "第十二条的条文");
  assert.strictEqual(text.entry(data, "art_13"), null);
});

test("what was loaded once does not stand for what cannot be loaded anew", async () => {
  const scripts = [];
  globalThis.self = globalThis;
  globalThis.location = { protocol: "https:" };
  globalThis.document = {
    createElement: () => ({ remove() {} }),
    head: { appendChild: (script) => scripts.push(script) },
  };
  const load = text.loader("../");
  const first = load("directory", "");
  globalThis.tws("directory", { g: 1 });
  scripts[0].onload();
  assert.deepStrictEqual([await first, scripts[0].src], [{ g: 1 }, "../search/directory.js"]);
  const second = load("directory", "r=2");
  scripts[1].onerror();
  await assert.rejects(second, /directory/);
  for (const name of ["self", "location", "document", "tws"]) delete globalThis[name];
});

test("rare characters may be traditional ones", () => {
  assert.strictEqual(text.isRare("劳动合同"), false);
  assert.strictEqual(text.isRare("勞動合同"), true);
  assert.strictEqual(text.isRare("abc 264"), false);
});
