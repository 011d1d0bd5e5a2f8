/* Opens what site/safe_exit/portal/vault.py has locked. Nothing is sent, and nothing is kept: the key
   cannot be read even by this script, and what it opens is gone when the page is locked or left.
   See README.md beside this file. */
(() => {
  const doc = document, crypt = self.crypto && crypto.subtle;
  const [form, field, show, said, busy, room, page, lock, off, door] =
    ["form", "password", "show", "said", "busy", "room", "page", "lock", "off", "door"]
      .map((name) => doc.getElementById("portal-" + name));
  // All else on the page, which steps aside while the portal is open.
  const outside = [...room.parentNode.children].filter((part) => ![said, busy, room, off].includes(part));
  const utf8 = (text) => new TextEncoder().encode(text);
  const text = (bytes) => new TextDecoder().decode(bytes);
  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const { header, keys } = JSON.parse(door.textContent);
  const head = bytes(header), HEAD = head.length, IV = 12;
  let key, shown, urls = [];
  // Changes whenever everything is wiped: what was begun before is then let go of.
  let visit = 0;
  // Of several pages that were asked for, the last one is shown.
  let turn = 0;

  const say = (what) => { said.textContent = said.dataset[what] || ""; };

  // Locked is: a random IV, then the ciphertext. A header and a name were locked with it.
  const lockOf = (locked, head, name) => ({
    name: "AES-GCM",
    iv: locked.subarray(0, IV),
    additionalData: new Uint8Array([...head, ...utf8(name)]),
  });

  // Hashing the password takes long on purpose; one hash is tried on every key.
  const tryKeys = async (password) => {
    const typed = await crypt.importKey("raw", utf8(password), "PBKDF2", false, ["deriveKey"]);
    const way = { name: "PBKDF2", hash: "SHA-256", salt: head.subarray(8), iterations: new DataView(head.buffer).getUint32(4) };
    const opener = await crypt.deriveKey(way, typed, { name: "AES-GCM", length: 256 }, false, ["unwrapKey"]);
    for (const locked of keys.map(bytes)) {
      try {
        return await crypt.unwrapKey("raw", locked.subarray(IV), opener, lockOf(locked, head, "key"), "AES-GCM", false, ["decrypt"]);
      } catch {}
    }
  };

  // One locked file, opened. Throws the name of what to say where that cannot be done, and
  // nothing where the portal was locked meanwhile.
  const open = async (number) => {
    const name = number + ".bin", now = visit;
    let file, about, content;
    // Nobody needs to hear of what comes at once.
    const slow = setTimeout(() => { if (now == visit) say("fetching"); }, 400);
    try {
      const answer = await fetch(form.dataset.at + name, { cache: "no-store", credentials: "omit", redirect: "error" });
      if (answer.ok) file = new Uint8Array(await answer.arrayBuffer());
    } catch {}
    clearTimeout(slow);
    if (file && now == visit) {
      try {
        const locked = file.subarray(HEAD), way = lockOf(locked, file.subarray(0, HEAD), name);
        const plain = new Uint8Array(await crypt.decrypt(way, key, locked.subarray(IV)));
        const from = 4 + new DataView(plain.buffer).getUint32(0);
        about = JSON.parse(text(plain.subarray(4, from)));
        content = plain.subarray(from, from + about.size);
      } catch {}
    }
    if (now != visit) throw "";
    if (!content) throw file ? "damaged" : "missing";
    say("");
    return { about, content };
  };

  const addressOf = ({ about, content }) => {
    urls.push(URL.createObjectURL(new Blob([content], { type: about.type })));
    return urls[urls.length - 1];
  };

  const clear = () => {
    for (const film of page.querySelectorAll("video")) {
      film.removeAttribute("src");
      film.load();
    }
    urls.forEach(URL.revokeObjectURL);
    urls = [];
    page.replaceChildren();
    shown = "";
  };

  // The page that the address names by its number, and its part; without one, the list.
  const enter = async () => {
    const [, number = "0", part] = /^#w(\d+)(-\d+)?$/.exec(location.hash) || [];
    if (!key) return;
    if (shown != number) {
      clear();
      const mine = ++turn, { content } = await open(number);
      if (mine != turn) return;
      // Our own checked HTML, which nobody without the key can have written; scripts in it
      // would not run, by the policy and by the standard.
      page.replaceChildren(...new DOMParser().parseFromString(text(content), "text/html").body.childNodes);
      shown = number;
    }
    const to = part && doc.getElementById(location.hash.slice(1)) || page.querySelector("h1");
    to.tabIndex = -1;
    to.focus();
    to.scrollIntoView();
  };

  // Once, however often it is asked for; again only where that failed.
  const film = (box) => box.film ||= develop(box).catch((why) => {
    box.film = 0;
    throw why;
  });

  const develop = async (box) => {
    const screen = box.querySelector("video");
    const [recording, captions] = [await open(box.dataset.file), await open(box.dataset.captions)];
    // Another page is shown by now: nothing may sound behind it.
    if (!box.isConnected) throw "";
    screen.firstElementChild.src = addressOf(captions);
    // Browsers show captions over pictures alone: where there are none, we show them.
    const [track] = screen.textTracks, cue = box.querySelector(".portal-cue");
    screen.onloadedmetadata = () => {
      if (screen.videoWidth) return;
      screen.className = "sound";
      cue.hidden = false;
      track.mode = "hidden";
      track.oncuechange = () => {
        cue.textContent = [...track.activeCues].map((said) => said.getCueAsHTML().textContent).join(" ");
      };
    };
    screen.onerror = () => { if (screen.hasAttribute("src")) say("unplayed"); };
    screen.src = addressOf(recording);
    screen.hidden = false;
    box.querySelector("p").hidden = true;
    screen.focus();
    return screen;
  };

  const save = async (number) => {
    const file = await open(number), link = doc.createElement("a");
    link.href = addressOf({ about: { type: "application/octet-stream" }, content: file.content });
    link.download = file.about.name;
    link.click();
    say("saved");
  };

  // What went wrong is told; whatever is not one of our own words is a bug, and stays one.
  const doing = (work) => work.catch((why) => {
    if (why instanceof Error) throw why;
    if (why) say(why);
  });

  const unveil = (is_open) => {
    room.hidden = !is_open;
    for (const part of outside) part.hidden = is_open;
  };

  const wipe = () => {
    key = undefined;
    visit++;
    busy.hidden = true;
    field.value = "";
    clear();
    say("");
    unveil(false);
  };

  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    const password = field.value.normalize("NFC").trim();
    if (!busy.hidden) return;
    const now = visit;
    field.removeAttribute("aria-invalid");
    say(password ? "opening" : "empty");
    if (password) {
      busy.hidden = false;
      const found = await tryKeys(password);
      if (now != visit) return;
      key = found;
      busy.hidden = true;
      if (!key) say("wrong");
    }
    if (!key) {
      field.setAttribute("aria-invalid", true);
      field.focus();
      field.scrollIntoView({ block: "center" });
      return;
    }
    field.value = "";
    unveil(true);
    doing(enter());
  });

  show.addEventListener("change", () => {
    // What stands in a field of text Chromium writes to the disk, but for this.
    field.autocomplete = show.checked ? "off" : "current-password";
    field.type = show.checked ? "text" : "password";
  });

  lock.addEventListener("click", () => {
    wipe();
    say("locked");
    field.focus();
  });

  room.addEventListener("click", (e) => {
    const to = e.target.closest("a[href^='#'], button");
    if (!to) return;
    const box = page.querySelector(".portal-film");
    if (to.hasAttribute("download")) {
      e.preventDefault();
      doing(save(to.hash.slice(2)));
    } else if (to.dataset.at) {
      doing(film(box).then((screen) => {
        screen.currentTime = to.dataset.at;
        screen.focus();
        // Where that is refused, the player has a button.
        screen.play().catch(() => {});
      }));
    } else if (box && box.contains(to)) {
      doing(film(box));
    } else if (to.hash && to.hash == location.hash) {
      doing(enter());
    }
  });

  addEventListener("hashchange", () => doing(enter()));
  addEventListener("pagehide", wipe);
  addEventListener("leave", wipe);

  // Chromium asks Google about every page with a form to fill in, but for those that search.
  // This one leads nowhere: it is never sent, and the policy would not let it.
  form.action = "/search/";
  off.hidden = !!crypt;
  if (crypt) form.hidden = false;
  else off.textContent = said.dataset.unable;
})();
