-- Full text over words that the program cuts (SearchWords): without diacritics, đ as d, and within scripts that write no spaces. The
-- tokenizer has only to part them at the spaces. What is there already is cut anew.

drop table commitment_search;

create virtual table commitment_search using fts5 (
    code,
    title,
    description,
    content = '',
    contentless_delete = 1,
    prefix = '2 3',
    tokenize = "ascii"
);

insert into commitment_search (rowid, code, title, description)
select commitment_id, search_words(code), search_words(title), search_words(description)
from commitments
order by commitment_id;
