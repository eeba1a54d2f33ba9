// Jumps: is a query a citation as people type it (刑法264, 法释〔2020〕22号第三条), and where does it lead? The scripts that
// can tell, readings.js and places.js, are loaded for queries that look like one only. Needs text.js and lead.js.
if (typeof module === "object") var twSearch = require("./text.js");

twSearch.jump = (function () {
  "use strict";
  /** What may be a citation: it has digits, ends as citations and names do, or is long. */
  var LIKELY = /[\da-z]|附[件表录图]|[一二三四五六七八九十百千条款项目编章节段则言法典例定程案释令号條項編節則釋號]["'>\])]*$|^.{12}/;
  /** Blanks at which no word ends: 第 264 条, 2020 年, 14 周岁. */
  var GAPS = new RegExp(
    "([第之])\\s+(?=N)|(N)\\s+(?=条(?![例约件])|款(?!项)|项(?!目)|[编章节](?![制程约能])|[年月日号届次岁元]|周岁|个月|万元)".replace(
      /N/g,
      "[\\d０-９〇零一二两三四五六七八九十百千万]"
    ),
    "g"
  );
  var scripts = {};

  /** Take blanks out of numbers with what is counted, so that those which are left part words. */
  function joinNumbers(query) {
    return query.replace(GAPS, "$1$2");
  }

  /** The form in which titles and other names are compared; names.name_form in JavaScript. */
  function nameForm(text) {
    var form = twSearch.text.fold(text).replace(/[^0-9a-z\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g, "");
    return form.replace(/中华人民共和国/g, "") || form;
  }

  /** Address of an eId from the root of the site, as the reader has it; urls.place in JavaScript. */
  function href(key, segment, eid) {
    return "laws/" + key + "/" + segment + "/" + tiaowen.hrefOf(eid);
  }

  /** Load one of the scripts beside this one, once. */
  function need(name) {
    if (typeof module === "object") return require("./" + name + ".js");
    if (!scripts[name])
      scripts[name] = new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = tiaowen.root + "assets/js/search/" + name + ".js";
        script.async = false;
        script.onload = resolve;
        script.onerror = function () {
          delete scripts[name];
          reject(new Error("搜索脚本没有取到（" + name + "）"));
        };
        document.head.appendChild(script);
      });
    return scripts[name];
  }

  /**
   * Where a query leads, if it is a citation: a Promise of null or {kind, law, key, segment, title, timeline, eid,
   * label, path, href, note, guessed, choices}.
   *
   * kind "unit": a place in a text; "law": a text as a whole; "missing": `note` says what there is not, the rest is
   * the law, or the article, that lacks it; "choice": the words mean any of `choices`, which are like this. law: index
   * of the version. guessed: the name was but the beginning of one. `engine` is that of engine.js.
   */
  function resolve(engine, query) {
    if (!LIKELY.test(twSearch.text.fold(query).trim())) return Promise.resolve(null);
    function fold() {
      return engine.fold(query);
    }
    return Promise.all([engine.ready().then(fold), need("readings"), need("places")]).then(function (done) {
      return twSearch.places.lead(engine, twSearch.readings.parse(done[0]));
    });
  }

  return { joinNumbers: joinNumbers, nameForm: nameForm, href: href, resolve: resolve };
})();

if (typeof module === "object") module.exports = twSearch;
