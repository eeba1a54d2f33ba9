// What the search box and the result page share: what was typed, and how a result looks. Everything that
// comes from the library or the address is put in as text, never as HTML. Needs lead.js and status.js.
(function () {
  "use strict";
  /** Milliseconds without a keystroke after which a search begins. */
  var PAUSE = 120;

  /** An element with a class and a text. */
  function make(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /**
   * Call back with each text that was typed, pasted or composed; not with the letters of an input method. `known()`:
   * the text that was asked for last.
   */
  function typed(input, known, callback) {
    var timer = 0;
    function look() {
      if (!input.composing && input.value !== known()) callback(input.value);
    }
    function wait() {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    }
    input.addEventListener("compositionend", wait);
    input.addEventListener("input", wait);
    look();
  }

  /** Today's status of a text; status.js writes the word and keeps it right. */
  function badge(timeline) {
    var made = make("span", "st");
    made.setAttribute("data-t", timeline);
    tiaowen.paint(made, tiaowen.today(Date.now()));
    return made;
  }

  /** Whether the text of a result is but its title. */
  function isTitle(item) {
    var lines = item.lines || [];
    return lines.length === 1 && item.title.indexOf(textOf(lines[0])) === 0;
  }

  function textOf(line) {
    return line
      .map(function (part) {
        return part[0];
      })
      .join("");
  }

  /** Add the name of a result to an element: law, with what was found in it, and article. */
  function addName(parent, item) {
    var title = parent.appendChild(make("b"));
    if (isTitle(item)) addLine(title, item.lines[0]);
    title.append(item.title.slice(title.textContent.length));
    if (item.label) parent.append(" ", make("span", "unit", item.label));
  }

  /** Add the text around the hits to an element, as an element of its own: lines of [[text, is a hit], …]. */
  function addText(parent, name, item) {
    if (!item.lines || !item.lines.length || isTitle(item)) return;
    var made = parent.appendChild(make(name, "text"));
    item.lines.forEach(function (line, i) {
      if (i) made.append(" ");
      addLine(made, line);
    });
  }

  function addLine(parent, line) {
    line.forEach(function (part) {
      if (part[1]) parent.appendChild(make("mark", "", part[0]));
      else parent.append(part[0]);
    });
  }

  /** Whether a result has only the pieces into which the query was cut, or only some of its words. */
  function isLoose(item) {
    return item.tier === "split" || item.tier === "part";
  }

  /** How many were found, in words: "3 条结果", "约 1,200 条结果". */
  function counted(result) {
    var number = String(result.total).replace(/\B(?=(?:\d{3})+$)/g, ",");
    return (result.exact ? "" : "约 ") + number + " 条结果";
  }

  /** What an address that asks a query ends with. */
  function asking(query) {
    // Half a character has no place in an address.
    var whole = query.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, function (found) {
      return found.length > 1 ? found : "";
    });
    return "?q=" + encodeURIComponent(whole);
  }

  /** The address of the result page for a query. */
  function page(query) {
    return tiaowen.root + "search.html" + asking(query);
  }

  /** In a bundle a line that leads to a page of the public site, which has all laws; on the site null. */
  function elsewhere(words, address) {
    if (!tiaowen.reach.title) return null;
    var line = make("p", "elsewhere", "只检索了本离线包（" + tiaowen.reach.title + "）。");
    var link = make("a", "beyond", words);
    link.href = tiaowen.reach.public + address;
    link.title = "需联网";
    if (tiaowen.reach.public) line.appendChild(link);
    return line;
  }

  tiaowen.found = {
    make: make,
    typed: typed,
    badge: badge,
    addName: addName,
    addText: addText,
    isLoose: isLoose,
    counted: counted,
    asking: asking,
    page: page,
    elsewhere: elsewhere,
  };
})();
