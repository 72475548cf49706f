/**
 * Version 4: names as `searchName` makes them.
 *
 * - `search_names` finds a name by its beginning, `search_words` by the beginnings of its words; both pass over disabled
 *   accounts. Triggers keep them, so that no way of changing a user can forget them. A new or another name takes
 *   `search_name`, which only connections of the service have; accounts are disabled without it, from a shell as well.
 * - The tokenizer splits ASCII at spaces and takes everything else as it is: which characters make a word is decided in
 *   `searchName` alone.
 * - Beginnings of up to four characters have lists of their own: without, one of two letters merges those of thousands
 *   of words (0.75 ms instead of 10 us).
 */
export const searchSchema = `
  CREATE TABLE search_names (
    key INTEGER PRIMARY KEY REFERENCES users (key) ON DELETE CASCADE,
    name TEXT NOT NULL,
    is_active INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX search_names_by_name ON search_names (name) WHERE is_active = 1;
  CREATE VIEW active_names AS SELECT key, name FROM search_names WHERE is_active = 1;
  CREATE VIRTUAL TABLE search_words USING fts5 (
    name, content = 'active_names', content_rowid = 'key', prefix = '1 2 3 4', tokenize = 'ascii'
  );

  CREATE TRIGGER search_names_insert AFTER INSERT ON search_names WHEN NEW.is_active = 1 BEGIN
    INSERT INTO search_words (rowid, name) VALUES (NEW.key, NEW.name);
  END;
  CREATE TRIGGER search_names_update AFTER UPDATE ON search_names BEGIN
    INSERT INTO search_words (search_words, rowid, name) SELECT 'delete', OLD.key, OLD.name WHERE OLD.is_active = 1;
    INSERT INTO search_words (rowid, name) SELECT NEW.key, NEW.name WHERE NEW.is_active = 1;
  END;
  CREATE TRIGGER search_names_delete AFTER DELETE ON search_names WHEN OLD.is_active = 1 BEGIN
    INSERT INTO search_words (search_words, rowid, name) VALUES ('delete', OLD.key, OLD.name);
  END;

  CREATE TRIGGER users_insert AFTER INSERT ON users BEGIN
    INSERT INTO search_names VALUES (NEW.key, search_name(NEW.name), NEW.is_disabled = 0);
  END;
  CREATE TRIGGER users_rename AFTER UPDATE OF name ON users BEGIN
    UPDATE search_names SET name = search_name(NEW.name) WHERE key = NEW.key;
  END;
  CREATE TRIGGER users_disable AFTER UPDATE OF is_disabled ON users BEGIN
    UPDATE search_names SET is_active = NEW.is_disabled = 0 WHERE key = NEW.key;
  END;

  INSERT INTO search_names SELECT key, search_name(name), is_disabled = 0 FROM users;
`;
