// Citations as people type them: names, places and years, without a library.
"use strict";
const { test } = require("node:test");
const assert = require("node:assert");
const path = require("node:path");

const scripts = path.join(__dirname, "..", "..", "overrides", "assets", "js");
globalThis.tiaowen = require(path.join(scripts, "lead.js"));
const { text, jump } = require(path.join(scripts, "search", "jump.js"));
const { readings } = require(path.join(scripts, "search", "readings.js"));
const table = require("./jumps.json");
const { addresses } = require("./citations.json");

text.addPairs(["華國勞動條", "华国劳动条"]);

/** What is said of a place, in short: no zeros, divisions and annexes as one word. */
function said(at) {
  const { words, annex, divisions, ...rest } = at;
  const short = Object.fromEntries(Object.entries(rest).filter(([, value]) => value));
  if (annex) short.annex = annex.word + annex.number;
  if (divisions.length) short.divisions = divisions.map((step) => step.title || step.number + step.unit);
  return short;
}

test("numbers in Chinese and in digits", () => {
  for (const [words, number] of table.numbers) assert.strictEqual(readings.toInt(words), number ?? NaN, words);
});

test("a number is said as a statute says it", () => {
  for (const number of [...Array(3000).keys(), 10003, 20020, 99999])
    assert.strictEqual(readings.toInt(text.chinese(number)), number);
});

test("blanks inside numbers part no words", () => {
  for (const [query, joined] of table.joined) assert.strictEqual(jump.joinNumbers(query), joined);
});

test("names are compared without what writers differ in", () => {
  for (const [name, form] of table.name_forms) assert.strictEqual(jump.nameForm(name), form);
});

test("numbers of documents are compared by their digits", () => {
  for (const [number, form] of table.number_forms) assert.strictEqual(readings.numberForm(number), form);
});

test("an address is that of the build", () => {
  for (const [eid, address] of addresses) assert.strictEqual(jump.href("k", "undated", eid), `laws/k/undated/${address}`);
});

test("a citation is read as a name and a place", () => {
  for (const [query, name, place] of table.readings) {
    const known = readings.parse(query).find((each) => each.forms.some((form) => table.known.includes(form)));
    if (name === null) assert.ok(!known, query);
    else assert.deepStrictEqual([known?.forms.includes(name), known && said(known.at)], [true, place], query);
  }
});

test("the longest name comes first", () => {
  const lengths = readings.parse("刑法修正案（八）第三十五条第二款").map((each) => each.forms[0].length);
  assert.deepStrictEqual(lengths, [...lengths].sort((a, b) => b - a));
});

test("hostile queries take no time", () => {
  const hostile = ["第一条".repeat(40), "一".repeat(120), "1-".repeat(60), "（".repeat(120), "刑法" + "、1".repeat(59), "a ".repeat(60)];
  for (const query of [...hostile, "法".repeat(100000), " ".repeat(100000), "第 ".repeat(50000)]) {
    const start = process.hrtime.bigint();
    readings.parse(query);
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    assert.ok(milliseconds < 200, `${query.slice(0, 9)}: ${milliseconds} ms`);
  }
});

/** An engine with a library that the table describes. */
function engineOf({ versions, names }) {
  const made = versions.map(blocksOf);
  return {
    ready: () => Promise.resolve(),
    fold: (query) => Promise.resolve(text.fold(query)),
    names: (form, prefix) => Promise.resolve(names.filter(([name]) => (prefix ? name.startsWith(form) : name === form))),
    layoutOf: (version) => made[version].layout,
    block(version, name) {
      const entries = made[version].blocks[name];
      assert.ok(entries, `${versions[version].key} has no block ${name}`);
      const { key, segment, title } = versions[version];
      return Promise.resolve({ head: { key, segment, title, timeline: "|有效", kind: "法律" }, entries });
    },
    versionsOf: (version) =>
      versions.flatMap(({ segment, current, force }, index) =>
        (current ?? index) === (versions[version].current ?? version) ? [[index, Number(segment.slice(0, 4)), force]] : [],
      ),
  };
}

/** The blocks of a version, as search/entries.py makes them. */
function blocksOf({ units, first = 1, last, more = [], texts = {}, headings = [], annexes = [] }) {
  const blocks = {};
  const layout = {};
  function put(prefix, number, entry) {
    (blocks[prefix + number] ??= []).push(entry);
    layout[prefix] ??= [];
    for (let k = 0; k <= number; k++) layout[prefix][k] = blocks[prefix + k]?.length ?? 0;
  }
  function putUnits(prefix, eid, from, to) {
    for (let n = from; n <= to; n++)
      for (const number of [String(n), ...more.filter((each) => each.startsWith(n + "-"))]) {
        const further = number.split("-")[1];
        const label = "第" + text.chinese(n) + "条" + (further ? "之" + text.chinese(Number(further)) : "");
        const own = eid.endsWith("item") ? text.chinese(n) + "、" : label;
        put(prefix, Math.floor(n / text.PER_BLOCK), { eid: `${eid}_${number}`, label: own, path: "", text: texts[number] ?? "条文。" });
      }
  }
  [["", "", "", "题注"], ...headings].forEach(([eid, label, above, said], i) =>
    put("h", Math.floor(i / text.PER_BLOCK), { eid, label, path: above, text: said }),
  );
  if (units) putUnits(units[0], units, first, last);
  annexes.forEach(([label, eids, articles], i) => {
    eids.forEach((eid) => put(`x${i + 1}-h`, 0, { eid, label, path: "", text: "附" }));
    putUnits(`x${i + 1}-a`, `annex_${i + 1}__art`, 1, articles);
  });
  return { blocks, layout };
}

test("a citation leads to its place, or the reader learns what there is not", async () => {
  const engine = engineOf(table.library);
  for (const [query, kind, href, label, note] of table.places) {
    const found = await jump.resolve(engine, query);
    if (kind === null) {
      assert.strictEqual(found, null, query);
    } else if (kind === "choice") {
      assert.deepStrictEqual([found.kind, found.href, found.choices.map((each) => each.href)], [kind, "", href], query);
    } else {
      const expected = { kind: kind === "guess" ? (label ? "unit" : "law") : kind, href, label, note, guessed: kind === "guess" };
      const short = found && { kind: found.kind, href: found.href, label: found.label, note: found.note, guessed: found.guessed };
      assert.deepStrictEqual(short, expected, query);
    }
  }
});

test("ordinary words ask nothing of the library", async () => {
  for (const query of ["有期徒刑", "不可抗力", "连带责任", "罪", "未成年人 监护"])
    assert.strictEqual(await jump.resolve({}, query), null);
});

test("an old copy of the site leads to what is in force today", async () => {
  const versions = table.library.versions.map((version, index) => ({ ...version, force: { 2: 4, 3: 0, 4: 4, 5: 4 }[index] }));
  const engine = engineOf({ ...table.library, versions });
  const led = async (query) => (await jump.resolve(engine, query)).href;
  assert.strictEqual(await led("公司法第三条"), "laws/gongsifa/2018-10-26/3.html");
  assert.strictEqual(await led("公司法（2013）第三条"), "laws/gongsifa/2013-12-28/3.html");
});

test("a division is told by its number and by its title", async () => {
  const found = await jump.resolve(engineOf(table.library), "刑法第三章");
  assert.deepStrictEqual(
    found.choices.map((each) => [each.label, each.path]),
    [
      ["第一编第三章", "第一编 总则 › 第三章 刑罚"],
      ["第二编第三章", "第二编 分则 › 第三章 破坏秩序罪"],
    ],
  );
});
