// cite.html?q=刑法第264条: leads to the place that a citation names, so that other programs can make links of
// citations. What leads nowhere, or may be several, is said. Needs lead.js, status.js and find.js.
(function () {
  "use strict";

  /** The citation that an address asks for. A form writes blanks as "+"; what is no UTF-8 stays as it is. */
  function askedIn(address) {
    var found = /[?&]q=([^&]*)/.exec(address);
    var text = found ? found[1].replace(/\+/g, " ") : "";
    try {
      return decodeURIComponent(text);
    } catch (malformed) {
      return text;
    }
  }

  /** Whether the reader is led on without being asked: not where the citation names nothing for certain. */
  function isCertain(jump) {
    return jump !== null && /^(?:unit|law)$/.test(jump.kind) && !jump.guessed;
  }

  /** What is said of an answer that leads nowhere. */
  function wordsOf(jump) {
    if (!jump) return "没有法规的名称、简称、拼音或者文号与此相符。";
    return jump.guessed ? "没有这个名称的法规。以这几个字开头的有：" : jump.note;
  }

  if (typeof module === "object") module.exports = { askedIn: askedIn, isCertain: isCertain, wordsOf: wordsOf };
  if (typeof document !== "object") return;

  var place = document.getElementById("cite");
  var query = askedIn(location.search);

  function addStatus(words) {
    var status = document.createElement("p");
    status.className = "count";
    status.textContent = words;
    status.setAttribute("role", "status");
    place.textContent = "";
    place.appendChild(status);
  }

  /** The laws and places to choose from. */
  function addList(jumps) {
    var make = tiaowen.found.make;
    var list = make("ul");
    jumps.forEach(function (jump) {
      var item = list.appendChild(make("li"));
      var link = item.appendChild(make("h2")).appendChild(make("a"));
      link.href = tiaowen.root + jump.href;
      tiaowen.found.addName(link, jump);
      link.parentNode.append(" ", tiaowen.found.badge(jump.timeline));
      if (jump.path) item.appendChild(make("p", "path", jump.path));
    });
    place.appendChild(list);
  }

  function show(jump) {
    addStatus(wordsOf(jump));
    if (jump) addList((jump.href ? [jump] : []).concat(jump.choices));
    var link = tiaowen.found.make("a", "", "检索“" + query + "”");
    link.href = tiaowen.found.page(query);
    place.appendChild(tiaowen.found.make("p")).appendChild(link);
    var elsewhere = tiaowen.found.elsewhere("在公共网站查找", "cite.html" + tiaowen.found.asking(query));
    if (elsewhere) place.appendChild(elsewhere);
  }

  /** Lead on, or say why not; what that needs is loaded only then. */
  function answer(jump) {
    if (isCertain(jump)) return location.replace(tiaowen.root + jump.href);
    return tiaowen.scripts(["found"]).then(function () {
      show(jump);
    });
  }

  function lookUp() {
    document.querySelector("[name=q]").value = query;
    addStatus("正在查找…");
    tiaowen
      .engine()
      .then(function (engine) {
        return engine.resolve(query);
      })
      .then(answer)
      .catch(function (error) {
        addStatus("查找没有成功：" + error.message);
      });
  }

  if (query.trim()) lookUp();
})();
