/* The visit as a whole: what the browser keeps of it, and what stops when it ends.
   See README.md beside this file. */
(() => {
  const doc = document;
  const link = doc.getElementById("leave"), cover = doc.getElementById("leave-cover");

  addEventListener("click", (e) => {
    const to = e.target.closest("a[href]");
    if (!to || e.button || e.shiftKey || e.ctrlKey || e.altKey || e.metaKey || e.defaultPrevented
      || to.target || to.hasAttribute("download")) return;
    if ("leave" in to.dataset) {
      // Practice: all the same, only that it leads to a page of ours.
      e.preventDefault();
      link.href = to.href;
      link.click();
    } else if (to.origin == location.origin) {
      // Links inside the site replace the page one is on: Back then leads to where one
      // came from, and the visit is a single step for the browser.
      e.preventDefault();
      location.replace(to.href);
    } else if (/^http/.test(to.protocol)) {
      // Another website, by a link here: for half an hour Back may show this page again.
      history.replaceState(Date.now(), "");
    }
  });

  // A page that comes back without having been asked for leaves before it is read.
  const asked = () => Date.now() - history.state < 18e5;
  const [load = {}] = performance.getEntriesByType("navigation");
  if (load.type == "back_forward" && !asked()) link.click();
  addEventListener("pageshow", (e) => { if (e.persisted && !(cover.hidden && asked())) link.click(); });
  // The copy that the browser may keep for Back is a covered one.
  addEventListener("pagehide", () => { if (!asked()) cover.show(); });

  addEventListener("leave", () => {
    if (self.speechSynthesis) speechSynthesis.cancel();
    if (doc.fullscreenElement) doc.exitFullscreen();
    // A password that is still there makes a browser ask whether to keep it. Films and
    // sounds stop when they are taken off the page.
    for (const field of doc.querySelectorAll("input,textarea")) field.value = "";
  });
})();
