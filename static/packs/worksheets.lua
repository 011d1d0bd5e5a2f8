-- What a text needs beyond pandoc's own ways. Everywhere: notes that pandoc knows as notes.
-- In documents for editing: boxes as a style that Word and LibreOffice know, and fields in
-- the empty cells of worksheets, each with the name of what is to be written there. A
-- worksheet begins a page there, and so does what comes after it. An e-reader has its own list
-- of chapters, so ours is taken out.

local office = FORMAT == "docx" or FORMAT == "odt"

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"):gsub('"', "&quot;"))
end

local function field(name)
  local blank = ("\u{2002}"):rep(5)
  if FORMAT == "docx" then
    return pandoc.RawInline("openxml",
      '<w:sdt><w:sdtPr><w:alias w:val="' .. escaped(name) .. '"/><w:showingPlcHdr/>' ..
      '<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve">' ..
      blank .. "</w:t></w:r></w:sdtContent></w:sdt>")
  end
  return pandoc.RawInline("opendocument",
    '<text:text-input text:description="' .. escaped(name) .. '">' .. blank .. "</text:text-input>")
end

-- The empty cells of one row, named by what stands before them and above.
local function fill(row, above)
  local first = pandoc.utils.stringify(row.cells[1].contents)
  for at, cell in ipairs(row.cells) do
    if #cell.contents == 0 then
      local names = {}
      for _, name in ipairs({ first, above[at] or "" }) do
        if name ~= "" then table.insert(names, name) end
      end
      -- Word takes no longer name.
      local name = pandoc.text.sub(table.concat(names, ", "), 1, 64)
      -- Room to write by hand as well.
      local line = pandoc.LineBreak()
      cell.contents = { pandoc.Plain({ field(name), line, line }) }
    end
  end
end

local function form(made)
  local above = {}
  for _, row in ipairs(made.head.rows) do
    for at, cell in ipairs(row.cells) do above[at] = pandoc.utils.stringify(cell.contents) end
  end
  -- Without widths a column of empty cells would be as narrow as they are.
  for at, column in ipairs(made.colspecs) do
    made.colspecs[at] = { column[1], 1 / #made.colspecs }
  end
  for _, body in ipairs(made.bodies) do
    for _, row in ipairs(body.body) do fill(row, above) end
  end
  return made
end

local function page()
  if FORMAT == "docx" then
    return pandoc.RawBlock("openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
  end
  return pandoc.RawBlock("opendocument", '<text:p text:style-name="Page_20_break"/>')
end

local notes = {}

return {
  {
    -- An address to be typed from paper: here the link itself can be followed.
    Span = function(part)
      if part.classes:includes("address") then return {} end
    end,
  },
  {
    -- The list of notes at the end of a chapter: each is a Div with the name of the note.
    Div = function(list)
      if list.classes:includes("contents") and not office then return {} end
      if not list.classes:includes("footnote") then return nil end
      list:walk({ Div = function(note) notes["#" .. note.identifier] = note.content end })
      return {}
    end,
  },
  {
    Superscript = function(mark)
      local note
      mark:walk({ Link = function(link) note = notes[link.target] end })
      return note and pandoc.Note(note)
    end,
    Header = function(heading)
      local sheet = heading.classes:includes("worksheet") or heading.classes:includes("after-worksheet")
      if office and sheet then return { page(), heading } end
    end,
    Table = function(made)
      if office and made.classes:includes("form") then return form(made) end
    end,
    Div = function(box)
      if not (office and box.classes:includes("callout")) then return nil end
      box.content[1] = pandoc.Para({ pandoc.Strong(box.content[1].content) })
      return pandoc.BlockQuote(box.content)
    end,
  },
}
