/* Search that tells no one. All there is to find came with the page, so nothing is asked
   while one types, and what is typed goes nowhere: it is in this field, and then it is gone.
   What the index holds says site/safe_exit/pages/search.py; vendor/ says what MiniSearch is. */
(() => {
  const MOST = 20, PARTS = 3;
  const doc = document;
  const [box, off, field, said, found, data] = ["box", "off", "field", "said", "found", "index"]
    .map((name) => doc.getElementById("search-" + name));
  const { common, pages } = JSON.parse(data.textContent);
  const ordinary = new Set(common.split(" "));
  const parts = [];
  let timer;

  // "Ŵyl" is found by "wyl".
  const fold = (word) => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const telling = (word) => !ordinary.has(word.toLowerCase()) && fold(word);

  const engine = new MiniSearch({
    fields: ["title", "terms", "heading", "words"],
    processTerm: fold,
    searchOptions: {
      boost: { title: 8, terms: 4, heading: 3 },
      combineWith: "AND",
      processTerm: telling,
      prefix: (word) => word.length > 2,
      fuzzy: (word) => word.length > 4 && 0.2,
    },
  });
  for (const page of pages) {
    for (const [id, heading, words] of page[5]) {
      parts.push({ id: parts.length, page, name: id, heading, title: page[1], terms: page[4], words });
    }
  }

  // Words as they are typed; else with slips of the finger; else any of them; else the
  // ordinary ones too ("Where you are"). What is called just so comes first.
  const ways = [{ fuzzy: false }, {}, { combineWith: "OR" }, { processTerm: fold, fuzzy: false }];
  const search = (typed) => {
    const called = (part) => [part.heading, part.title].some((name) => fold(name) == fold(typed));
    const boostDocument = (id) => called(parts[id]) ? 2 : 1;
    return ways.reduce((hits, way) =>
      hits.length ? hits : engine.search(typed, { ...way, boostDocument }), []);
  };

  const link = (address, text) => {
    const made = doc.createElement("a");
    made.href = address;
    made.textContent = text;
    return made;
  };

  const item = (page, hits) => {
    const [address, title, section, summary] = page;
    const made = doc.createElement("li"), about = doc.createElement("span");
    about.textContent = section ? section + " · " + summary : summary;
    made.append(link(address, title), about);
    const list = doc.createElement("ul");
    for (const part of hits.slice(0, PARTS)) {
      const row = doc.createElement("li");
      row.append(link(address + "#" + part.name, part.heading));
      list.append(row);
    }
    if (hits.length) made.append(list);
    return made;
  };

  const show = () => {
    const typed = field.value.trim();
    const hits = typed[1] ? search(typed) : [];
    const near = new Map();
    for (const hit of hits) {
      const part = parts[hit.id];
      if (!near.has(part.page)) near.set(part.page, []);
      // A part that is there for the title of its page alone is not what was looked for.
      const own = Object.values(hit.match).flat().some((where) => where == "heading" || where == "words");
      if (part.name && own) near.get(part.page).push(part);
    }
    found.replaceChildren(...[...near].slice(0, MOST).map(([page, own]) => item(page, own)));
    const { none, more, found: some } = said.dataset;
    const text = !near.size ? none : near.size > MOST ? more : some;
    // After a pause, so that a screen reader is not talked over at every letter.
    clearTimeout(timer);
    timer = setTimeout(() => {
      said.textContent = typed[1] ? text.replace("{}", Math.min(near.size, MOST)) : "";
    }, 400);
  };

  const forget = () => { field.value = ""; show(); };

  field.addEventListener("input", show);
  // Enter and the button have nothing to do: what is found is there already.
  box.addEventListener("submit", (e) => e.preventDefault());
  // A page that the browser keeps for Back keeps nothing that was typed.
  addEventListener("pagehide", forget);
  addEventListener("leave", forget);
  box.hidden = false;
  off.hidden = true;
  // In small steps, between which the page can be left and typed in; what was typed before
  // the last of them is looked for once more.
  engine.addAllAsync(parts, { chunkSize: 20 }).then(() => {
    found.removeAttribute("aria-busy");
    show();
  });
})();
