/**
 * Version 4: the names of active accounts, as `searchName` makes them.
 *
 * - `search_names` finds a name by its beginning, `search_words` by the beginnings of its words. Triggers keep both, so
 *   that no way of changing a user can forget them; changes of status leave them alone.
 * - The tokenizer splits ASCII at spaces and takes everything else as it is: which characters make a word is decided in
 *   `searchName` alone.
 * - Beginnings of up to four characters have lists of their own: without, one of two letters merges those of thousands
 *   of words (0.75 ms instead of 10 us).
 */
export const searchSchema = `
  CREATE TABLE search_names (
    key INTEGER PRIMARY KEY REFERENCES users (key) ON DELETE CASCADE,
    name TEXT NOT NULL
  ) STRICT;
  CREATE INDEX search_names_by_name ON search_names (name);
  CREATE VIRTUAL TABLE search_words USING fts5 (
    name, content = 'search_names', content_rowid = 'key', prefix = '1 2 3 4', tokenize = 'ascii'
  );

  CREATE TRIGGER search_names_insert AFTER INSERT ON search_names BEGIN
    INSERT INTO search_words (rowid, name) VALUES (NEW.key, NEW.name);
  END;
  CREATE TRIGGER search_names_delete AFTER DELETE ON search_names BEGIN
    INSERT INTO search_words (search_words, rowid, name) VALUES ('delete', OLD.key, OLD.name);
  END;

  CREATE TRIGGER users_insert AFTER INSERT ON users WHEN NEW.is_disabled = 0 BEGIN
    INSERT INTO search_names VALUES (NEW.key, search_name(NEW.name));
  END;
  CREATE TRIGGER users_update AFTER UPDATE OF name, is_disabled ON users BEGIN
    DELETE FROM search_names WHERE key = OLD.key;
    INSERT INTO search_names SELECT NEW.key, search_name(NEW.name) WHERE NEW.is_disabled = 0;
  END;

  INSERT INTO search_names SELECT key, search_name(name) FROM users WHERE is_disabled = 0;
`;
