// The engine on a small library: what is found, in which order, and what is said of it.
"use strict";
const { test } = require("node:test");
const assert = require("node:assert");
const { twSearch, library } = require("./search-library.js");
const { text } = twSearch;
const DAY = "2026-11-26";

/** Numbers that look random and are always the same. */
function chance(seed) {
  return (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % below;
  };
}

const PHRASES = (
  "当事人 应当 依照 法律 规定 履行 合同 义务 承担 违约责任 不可抗力 劳动合同 用人单位 试用期 公司 股东 责任 的 和 或者 " +
  "行政机关 处罚 罚款 有期徒刑 盗窃 罪 犯罪 人民法院 诉讼时效 三年 2020 年 ABC 第 264 条"
).split(" ");
const SIGNS = ["，", "。", "；", "、", "：\n\t（一）", "。\n", " ", "", "", "", "“", "”", "　"];

/** Laws made of phrases of law: enough for frequent pairs, several shards and slabs. */
function madeUp() {
  const pick = chance(20261126);
  return Array.from({ length: 24 }, (_, v) => ({
    key: `fa-${v}`,
    segment: "2020-01-01",
    title: `${["中华人民共和国", "河南省", "国务院关于"][v % 3]}${PHRASES[v]}${v}法`,
    force: [0, 0, 0, 0, 4, 5][v >> 2],
    kind: [1, 9, 6][v % 3],
    region: v % 3 === 1 ? 1 : 0,
    year: 2000 + v,
    front: `第${v}号公告`,
    articles: Array.from({ length: 4 + (v % 9) }, () =>
      Array.from({ length: 3 + pick(14) }, () => PHRASES[pick(PHRASES.length)] + SIGNS[pick(SIGNS.length)]).join(""),
    ),
  }));
}

const MADE_UP = library(madeUp());

/** A library with something of each kind to rank. */
const LAWS = [
  {
    key: "minfadian",
    segment: "2020-05-28",
    title: "中华人民共和国民法典",
    timeline: "1,2021-01-010",
    year: 2020,
    words: ["不可抗力", "诉讼时效", "民事义务", "损害"],
    articles: [
      [
        "第一章 民事责任",
        "因不可抗力不能履行民事义务的，不承担民事责任。\n不可抗力是不能预见、不能避免且不能克服的客观情况。",
      ],
      ["第一章 民事责任", "因紧急避险造成损害的，由引起险情发生的人承担民事责任。"],
      ["第二章 诉讼时效", "向人民法院请求保护民事权利的诉讼时效期间为三年。"],
      [
        "第二章 诉讼时效",
        "诉讼时效期间届满的，义务人可以提出不履行义务的抗辩。\n有下列情形的除外：\n\t（一）损害；\n\t（二）其他情形。",
      ],
      ["第二章 诉讼时效", "当事人不可。抗力测试规范。"],
    ],
  },
  {
    key: "xingfa",
    segment: "2020-12-26",
    title: "中华人民共和国刑法",
    aliases: ["刑律"],
    articles: ["盗窃公私财物，数额较大的，处三年以下有期徒刑。", "单位犯罪的，处罚金。"],
  },
  {
    key: "laodong-hetongfa",
    segment: "2012-12-28",
    title: "中华人民共和国劳动合同法",
    words: ["劳动", "合同", "劳动合同", "试用期", "工资"],
    articles: ["劳动合同的试用期不得超过六个月。", "劳动者在试用期的工资不得低于最低档工资。"],
  },
  {
    key: "henan",
    segment: "2010-01-01",
    title: "河南省劳动合同条例",
    kind: 9,
    region: 1,
    year: 2010,
    articles: ["订立劳动合同，遇有不可抗力的，可以变更劳动合同。", "劳动合同的试用期，由劳动合同约定。"],
  },
  {
    key: "xingfa-1997",
    of: "xingfa",
    segment: "1997-03-14",
    title: "中华人民共和国刑法",
    force: 4,
    timeline: "0,2020-12-264",
    year: 1997,
    articles: ["盗窃公私财物，数额较大的，处五年以下有期徒刑。", "单位犯罪，旧法另有规定。"],
  },
  {
    key: "jiufa",
    segment: "1990-01-01",
    title: "旧经济合同法",
    force: 5,
    year: 1990,
    articles: ["因不可抗力不能履行经济合同的，可以免责。"],
  },
];

const open = (made, options) => twSearch.engine.open(made.load, { day: DAY, ...options });
const engine = open(library(LAWS));
const places = (result) => result.items.map((item) => `${item.key} ${item.label || item.tier}`);
const marked = (item) => item.lines.map((line) => line.map(([said, hit]) => (hit ? `[${said}]` : said)).join(""));

/** What a reader would call finding: the stretch stands there as it was typed, width and blanks aside. */
function having(docs, query) {
  const folded = text.fold(query);
  return docs.filter((doc) => text.fold(doc.label + "\n" + doc.text).includes(folded)).map((doc) => doc.id);
}

test("every stretch of every text is found: 3,000 of 1 to 12 characters", async () => {
  const pick = chance(7);
  const engine = open(MADE_UP);
  for (let k = 0; k < 3000; k++) {
    const doc = MADE_UP.docs[pick(MADE_UP.docs.length)];
    const said = doc.label + "\n" + doc.text;
    const at = pick(said.length);
    const query = said.slice(at, at + 1 + pick(12));
    if (!text.runs(query).length) continue;
    const found = new Set(await engine.all(query));
    for (const id of having(MADE_UP.docs, query)) assert.ok(found.has(id), `${JSON.stringify(query)} in ${id}`);
  }
});

test("what is searched is found and holds, to the last, typed and quoted: 300 stretches", async () => {
  const pick = chance(11);
  const engine = open(MADE_UP);
  for (let k = 0; k < 300; k++) {
    const doc = MADE_UP.docs[pick(MADE_UP.docs.length)];
    const at = pick(doc.text.length);
    const stretch = doc.text.slice(at, at + 2 + pick(8)).replace(/[“”"]/g, "");
    if (!text.runs(stretch).length || !having([doc], stretch).length) continue;
    for (const query of [stretch, `"${stretch}"`]) {
      let result = await engine.search(query, { limit: 7, scope: false, jump: false });
      while (!result.done) result = await result.more();
      const place = (each) => `${each.key} ${each.eid}`;
      const exact = result.items.filter((item) => !/split|part/.test(item.tier)).map(place);
      for (const id of having(MADE_UP.docs, stretch)) {
        const wanted = MADE_UP.docs[id];
        assert.ok(exact.includes(place(wanted)), `${JSON.stringify(query)} in ${place(wanted)}`);
      }
      for (const item of result.items.filter((each) => each.tier === "whole"))
        assert.ok(text.squeeze(text.fold(saidBy(item))).text.includes(result.query.whole), `${query} in ${place(item)}`);
      const places = result.items.map((item) => place(item) + JSON.stringify(item.lines));
      assert.strictEqual(new Set(places).size, places.length, query);
    }
  }
});

const saidBy = (item) => {
  const doc = MADE_UP.docs.find((each) => each.key === item.key && each.eid === item.eid && (each.block || item.tier === "title"));
  return doc.label + "\n" + doc.text;
};

test("what an article is about comes first, the law in force before all, national before local", async () => {
  assert.deepStrictEqual(places(await engine.search("不可抗力")), ["minfadian 第一条", "henan 第一条", "jiufa 第一条"]);
  assert.strictEqual(places(await engine.search("诉讼时效"))[0], "minfadian 第三条");
});

test("a title comes first when it is what is asked for", async () => {
  assert.deepStrictEqual(places(await engine.search("劳动合同")).slice(0, 2), ["laodong-hetongfa title", "laodong-hetongfa 第一条"]);
});

test("the whole query in one piece before all words in one 款 before all words", async () => {
  const made = library([
    {
      key: "a",
      segment: "2020-01-01",
      title: "某法",
      articles: ["甲乙在此。\n丙丁在彼。", "甲乙与丙丁。", "甲乙丙丁。", "甲乙。"],
    },
  ]);
  const result = await open(made).search("甲乙 丙丁");
  assert.deepStrictEqual(
    result.items.map((item) => [item.label, item.tier]),
    [
      ["第三条", "whole"],
      ["第二条", "para"],
      ["第一条", "all"],
    ],
  );
  assert.deepStrictEqual(marked(result.items[2]), ["[甲乙]在此。", "[丙丁]在彼。"]);
  assert.deepStrictEqual([result.total, result.exact], [3, true]);
});

test("an item leads to the 款 of the hit and shows it", async () => {
  const [item] = (await engine.search("不履行义务的抗辩")).items;
  assert.strictEqual(item.href, "laws/minfadian/2020-05-28/4.html#art_4__para_1");
  assert.deepStrictEqual(marked(item), ["诉讼时效期间届满的，义务人可以提出[不履行义务的抗辩]。"]);
  assert.deepStrictEqual(
    [item.title, item.path, item.kind, item.timeline],
    ["中华人民共和国民法典", "第二章 诉讼时效", "法律", "|尚未施行;2021-01-01|有效"],
  );
  const [second] = (await engine.search("其他情形")).items;
  assert.strictEqual(second.href, "laws/minfadian/2020-05-28/4.html#art_4__para_2");
  assert.deepStrictEqual(marked(second), ["有下列情形的除外：（一）损害；（二）[其他情形]。"]);
  const [only] = (await engine.search("盗窃公私财物")).items;
  assert.strictEqual(only.href, "laws/xingfa/2020-12-26/1.html");
});

test("a long text is shown around the hit", async () => {
  const long = "某".repeat(300) + "中间的话" + "某".repeat(300);
  const made = library([{ key: "a", segment: "2020-01-01", title: "甲法", articles: [long] }]);
  const [line] = marked((await open(made).search("中间的话")).items[0]);
  assert.match(line, /^…某{30}\[中间的话\]某+…$/);
  assert.ok(line.length < 120);
});

test("superseded texts are folded under the same article of the law in force", async () => {
  const result = await engine.search("盗窃公私财物");
  assert.deepStrictEqual(places(result), ["xingfa 第一条"]);
  assert.deepStrictEqual(result.items[0].segment, "2020-12-26");
  assert.deepStrictEqual(result.items[0].old, [
    { segment: "1997-03-14", href: "laws/xingfa/1997-03-14/1.html", force: "已修改" },
  ]);
  const alone = await engine.search("旧法另有规定");
  assert.deepStrictEqual(alone.items.map((item) => item.segment), ["1997-03-14"]);
});

test("which text is in force is known by the day, not by the build", async () => {
  const made = library([
    { key: "he", segment: "2020-01-10", title: "河道条例", turns: [["2025-12-01", 4]], articles: ["保护堤防安全。"] },
    {
      key: "xin",
      of: "he",
      segment: "2025-11-10",
      title: "河道条例",
      force: 1,
      turns: [["2025-12-01", 0]],
      articles: ["保护堤防安全。"],
    },
  ]);
  const shown = async (day) => {
    const { items } = await open(made, { day }).search("堤防安全");
    return items.map((item) => [item.segment, item.old.map((old) => old.segment)]);
  };
  assert.deepStrictEqual(await shown("2025-11-20"), [["2020-01-10", ["2025-11-10"]]]);
  assert.deepStrictEqual(await shown("2025-12-02"), [["2025-11-10", ["2020-01-10"]]]);
});

test("quoted phrases are exact, with their signs", async () => {
  assert.deepStrictEqual(places(await engine.search('"不可。抗力"')), ["minfadian 第五条"]);
  assert.deepStrictEqual(places(await engine.search("“不承担民事责任。不可抗力”")), ["minfadian 第一条"]);
  assert.deepStrictEqual(places(await engine.search('"经济 合同的，可以"')), ["jiufa 第一条"]);
  assert.deepStrictEqual(places(await engine.search('"抗力，测试"')).length, 0);
});

test("words that must not be there", async () => {
  assert.deepStrictEqual(places(await engine.search("不可抗力 -劳动合同")), ["minfadian 第一条", "jiufa 第一条"]);
  assert.deepStrictEqual(places(await engine.search('不可抗力 -"经济合同" -变更')), ["minfadian 第一条"]);
});

test("the name of a law limits the search to it, and that can be undone", async () => {
  for (const name of ["民法典", "中华人民共和国民法典"]) {
    const result = await engine.search(`${name} 不可抗力`);
    assert.deepStrictEqual(places(result), ["minfadian 第一条"]);
    assert.deepStrictEqual(result.query.scope.name, name);
    assert.deepStrictEqual(Array.from(result.query.words), ["不可抗力"]);
  }
  const wide = await engine.search("民法典 不可抗力", { scope: false });
  assert.strictEqual(wide.query.scope, null);
});

test("width, traditional characters and blanks make no difference", async () => {
  const fresh = open(library(LAWS));
  assert.strictEqual(places(await fresh.search("勞動合同"))[0], "laodong-hetongfa title");
  assert.deepStrictEqual(places(await fresh.search("測試規範")).length, 0);
  assert.deepStrictEqual(places(await fresh.search("测试規範".replace("規", "规"))), ["minfadian 第五条"]);
  assert.deepStrictEqual(places(await fresh.search("三 年以下")), ["xingfa 第一条"]);
});

test("a phrase that nobody wrote is taken apart", async () => {
  const both = await engine.search("试用期工资");
  assert.deepStrictEqual(Array.from(both.query.split), ["试用期", "工资"]);
  assert.deepStrictEqual(both.items.map((item) => [item.label, item.tier]), [["第二条", "split"]]);
  const some = await engine.search("不可抗力 民事义务 外星人");
  assert.deepStrictEqual(some.items.map((item) => [item.key, item.tier]), [["minfadian", "part"]]);
});

test("single characters, first from the head, then all", async () => {
  const engine = open(MADE_UP);
  let result = await engine.search("罪", { limit: 5 });
  assert.strictEqual(result.items.length, 5);
  while (!result.done) result = await result.more();
  const found = new Set(result.items.map((item) => `${item.key} ${item.eid}`));
  for (const id of having(MADE_UP.docs, "罪")) {
    const doc = MADE_UP.docs[id];
    assert.ok(found.has(`${doc.key} ${doc.eid}`), doc.text);
  }
});

test("filters, and what they offer", async () => {
  const offered = await engine.search("不可抗力", { facets: true });
  assert.deepStrictEqual(offered.facets.force, [["有效", "有效", 2], ["已废止", "已废止", 1]]);
  assert.deepStrictEqual(offered.facets.kind, [["法律", "法律", 2], ["地方性法规", "地方性法规", 1]]);
  assert.deepStrictEqual(offered.facets.region, [["北京", "北京", 1]]);
  assert.deepStrictEqual(offered.facets.year.map((row) => row[0]), ["2020", "2010", "1990"]);
  assert.deepStrictEqual(offered.facets.law.map((row) => row.slice(0, 2)).sort()[1], ["jiufa", "旧经济合同法"]);
  const table = [
    [{ force: ["有效"] }, ["minfadian", "henan"]],
    [{ force: ["有效", "已废止"], kind: ["法律"] }, ["minfadian", "jiufa"]],
    [{ region: ["北京"] }, ["henan"]],
    [{ year: ["1990"] }, ["jiufa"]],
    [{ law: ["minfadian"] }, ["minfadian"]],
    [{ law: ["nobody"] }, []],
    [{ kind: ["toString"] }, []],
  ];
  for (const [filters, keys] of table) {
    const result = await engine.search("不可抗力", { filters });
    assert.deepStrictEqual(result.items.map((item) => item.key), keys, JSON.stringify(filters));
    assert.strictEqual(result.total, keys.length);
  }
  const both = await engine.search("不可抗力", { filters: { kind: ["法律"] }, facets: true });
  assert.deepStrictEqual(both.facets.kind.map((row) => row[2]), [2, 1]);
  assert.deepStrictEqual(both.facets.force.map((row) => row[2]), [1, 1]);
  const scoped = await engine.search("民法典 损害", { facets: true });
  assert.deepStrictEqual(scoped.facets.force, [["有效", "有效", 2]]);
});

test("a citation leads to its place, and shows what stands there", async () => {
  const { jump, items } = await engine.search("民法典第4条第2款");
  assert.deepStrictEqual([jump.kind, jump.href], ["unit", "laws/minfadian/2020-05-28/4.html#art_4__para_2"]);
  assert.deepStrictEqual(jump.lines, [[["有下列情形的除外：（一）损害；（二）其他情形。", false]]]);
  assert.deepStrictEqual(items, []);
  assert.strictEqual((await engine.search("民法典第4条", { jump: false })).jump, null);
});

test("nothing found: what to try", async () => {
  const said = async (query, options) => (await engine.search(query, options)).advice.join("；");
  assert.match(await said("龘龘龘"), /没有条文写有“龘龘龘”/);
  assert.match(await said('"抗力测试期"'), /去掉引号/);
  assert.match(await said("不可抗力", { filters: { region: ["天津"] } }), /去掉筛选条件/);
  assert.match(await said("民法典 盗窃公私"), /在全部法规中检索/);
  assert.deepStrictEqual((await engine.search("不可抗力")).advice, []);
});

test("hostile queries find nothing and break nothing", async () => {
  for (const query of ["", " ", "，。！？", "\n\t", '"', '""', "-", "--", "\u0000", "𬬭"]) {
    const result = await engine.search(query);
    assert.deepStrictEqual([result.items, result.total, result.advice, result.done], [[], 0, [], true], query);
    assert.strictEqual((await engine.search(query, { facets: true, filters: { kind: ["法律"] } })).total, 0, query);
  }
  const hostile = [
    "<img src=x onerror=alert(1)>",
    "\ud800\udfff\ud800法",
    "__proto__",
    "constructor prototype",
    "a".repeat(20000),
    "法".repeat(20000),
    "甲 ".repeat(5000),
    '"'.repeat(999) + "法",
    '"$&$1法"',
    "((((([法",
    "../../etc %00",
  ];
  for (const query of hostile) {
    const result = await engine.search(query);
    assert.ok(Array.isArray(result.items), query.slice(0, 30));
    assert.strictEqual(typeof (await result.more()).total, "number");
  }
});

test("texts are data: what is shown of them is what they say", async () => {
  const bad = '<img src=x onerror="alert(1)">与&lt;文字';
  const made = library([{ key: "a", segment: "2020-01-01", title: `关于${bad}的规定`, articles: [bad + "相同"] }]);
  const result = await open(made).search("文字相同");
  assert.deepStrictEqual(marked(result.items[0]), ['<img src=x onerror="alert(1)">与&lt;[文字相同]']);
  assert.strictEqual(result.items[0].title, `关于${bad}的规定`);
});

test("three steps to the first results", async () => {
  const made = library(LAWS);
  await open(made).search("不可抗力", { limit: 8 });
  assert.strictEqual(made.load.asked[0], "directory");
  const texts = made.load.asked.findIndex((path) => path.startsWith("text/"));
  assert.ok(made.load.asked.slice(texts).every((path) => path.startsWith("text/")));
  assert.strictEqual(new Set(made.load.asked).size, made.load.asked.length);
});

test("a site that was built anew under the reader: the directory is loaded again, once", async () => {
  const made = library(LAWS);
  const loads = [];
  let gone = true;
  const load = (path, query) => {
    loads.push(path + (query ? "?" + query.replace(/[0-9]+$/, "") : ""));
    if (path === "directory") gone = loads.filter((each) => each.startsWith("directory")).length < 2;
    return gone && /^..00000/.test(path) ? Promise.reject(new Error("404")) : made.load(path);
  };
  const result = await twSearch.engine.open(load, { day: DAY }).search("不可抗力");
  assert.strictEqual(result.items.length, 3);
  assert.deepStrictEqual(loads.filter((path) => path.startsWith("directory")), ["directory", "directory?r="]);
});

test("a site that was built anew: citations lead on, and there is more of what was found", async () => {
  let made = library(LAWS);
  let gone = true;
  const load = (path, query) => {
    if (/^r=/.test(query)) gone = false;
    return gone && path !== "directory" ? Promise.reject(new Error("404")) : made.load(path);
  };
  const href = "laws/minfadian/2020-05-28/4.html";
  const opened = () => twSearch.engine.open(load, { day: DAY });
  assert.strictEqual((await opened().search("民法典第4条")).jump.href, href);
  gone = true;
  assert.strictEqual((await opened().resolve("民法典第4条")).href, href);
  made = MADE_UP;
  const first = await opened().search("合同", { limit: 2 });
  gone = true;
  let longer = first;
  while (gone && !longer.done) longer = await longer.more();
  assert.ok(!gone && longer.items.length > first.items.length);
});

test("nothing more is loaded for an answer that nobody waits for", async () => {
  let stale = false;
  const looked = async (query, options) => {
    const engine = open(MADE_UP, options);
    const before = MADE_UP.load.asked.length;
    await engine.search(query, { stale: () => stale });
    return MADE_UP.load.asked.slice(before).filter((path) => path.startsWith("text/")).length;
  };
  assert.ok((await looked('"合同！？合同"')) > 10);
  stale = true;
  assert.strictEqual(await looked('"合同！？合同"'), 0);
});

test("what cannot be loaded is said, and asked for again the next time", async () => {
  const made = library(LAWS);
  let online = false;
  const load = (path) => (online ? made.load(path) : Promise.reject(new Error(path)));
  const engine = twSearch.engine.open(load, { day: DAY });
  await assert.rejects(engine.search("不可抗力"), /数据没有取到（directory）/);
  online = true;
  assert.strictEqual((await engine.search("不可抗力")).items.length, 3);
});

test("another format is refused", async () => {
  const made = library(LAWS);
  made.files.directory.v = 2;
  await assert.rejects(open(made).search("不可抗力"), /不是同一版本/);
});

test("a word before the same characters across two words", async () => {
  const drugs = Array.from({ length: 30 }, () => "生产药品的，应当生产合格的药品。");
  const made = library([
    { key: "fa-1", segment: "2021-01-01", title: "药品法", articles: ["生产假药的，处罚款，禁止生产假药。", ...drugs] },
    { key: "fa-2", segment: "2020-01-01", title: "劳动法", articles: ["女职工生育享受产假。"] },
  ]);
  const { items } = await open(made).search("产假");
  assert.deepStrictEqual(items.map((item) => item.key), ["fa-2", "fa-1"]);
});
