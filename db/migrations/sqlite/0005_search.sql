-- Full text over code, title and description. Words are matched without regard to case and diacritics.

create virtual table commitment_search using fts5 (
    code,
    title,
    description,
    content = '',
    contentless_delete = 1,
    prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2"
);
