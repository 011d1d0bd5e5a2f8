/* Says beside each timetable whether somebody is there now: what site/safe_exit/data/timetables.py
   works out, in the sentences that the page brings along. Only the clock of this computer is
   asked, and read as the UK's; nothing is sent. tests/hours.json holds both to the same. */
(() => {
  const doc = document, HOUR = 36e5, DAY = 24 * HOUR;
  const london = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/London", hourCycle: "h23",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
  });

  // The day, counted from 1970, and the minute of it that UK clocks show.
  const shown = (time) => {
    const part = {};
    for (const { type, value } of london.formatToParts(time)) part[type] = +value;
    return [Date.UTC(part.year, part.month - 1, part.day) / DAY, part.hour * 60 + part.minute];
  };
  const date = (day) => new Date(day * DAY).toISOString().slice(0, 10);

  const say = (at, time) => {
    const data = at.dataset;
    const [open, closed, later, another, unsure] = data.says.split("|");
    const [first, last] = data.known.split(" ");
    let [today, minute] = shown(time);
    // In October an hour comes twice. What closed in its first round stays closed in the second.
    if (shown(time - HOUR)[1] == minute) minute += 59 - minute % 60;

    // The hours that begin on a day. Its weekday: 1 January 1970 was a Thursday, Monday is 0.
    const on = (day) => data.closed.includes(date(day)) ? [] :
      data.hours.split(",").map((row) => row.split(" ")).filter((row) => row[0] == (day + 3) % 7);
    const odd = (day) => data.unsure.includes(date(day));

    if (date(today) < first || date(today) > last) return "";
    // What began yesterday may go on past midnight.
    const began = [0, 1].filter((back) => on(today - back).some((row) =>
      row[1] <= minute + back * 1440 && minute + back * 1440 < row[2]));
    if (began.some((back) => !odd(today - back))) return open;
    if (odd(today)) return unsure;
    if (began.length) return "";
    for (let ahead = 0; ahead < 7; ahead++) {
      const day = today + ahead, next = on(day).find((row) => ahead || row[1] > minute);
      if (!next) continue;
      if (odd(day) || date(day) > last) break;
      return (ahead ? another : later)
        .replace("{day}", data.days.split("|")[next[0]]).replace("{time}", next[3]);
    }
    return closed;
  };

  const tick = () => {
    const time = Date.now();
    for (const at of doc.querySelectorAll("[data-hours]")) {
      at.textContent = say(at, time);
      at.hidden = !at.textContent;
      at.classList.toggle("helpline-open", at.textContent == at.dataset.says.split("|")[0]);
    }
    setTimeout(tick, 6e4 - time % 6e4);
  };
  tick();
})();
