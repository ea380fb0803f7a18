CREATE EXTENSION pgcrypto;
CREATE ROLE reader NOLOGIN;
CREATE SCHEMA "Other Schéma ☕";
CREATE TYPE mood AS ENUM ('happy', 'it''s complicated', '😀');
CREATE DOMAIN positive AS bigint CHECK (VALUE > 0);

CREATE TABLE "strange""name; --" (
  id bigserial PRIMARY KEY,
  "Spaced Column" text,
  "列" varchar(40),
  "select" jsonb,
  old date,
  moment timestamptz,
  "local" timestamp(3),
  bytes bytea,
  price numeric(40, 20),
  ratio double precision,
  small real,
  tags text[],
  mood mood,
  big positive,
  span interval,
  address inet,
  unique_id uuid,
  doubled numeric GENERATED ALWAYS AS (price * 2) STORED
);
INSERT INTO "strange""name; --"
  ("Spaced Column", "列", "select", old, moment, "local", bytes, price, ratio, small, tags, mood, big,
   span, address, unique_id)
VALUES
  ('plain', '中文', '{"a": [1, null, "😀"], "b": {"c": 1e400}}', '0044-03-15 BC',
   '1901-12-13 20:45:52.123456+05:45', '1969-12-31 23:59:59.999', '\x00ff0a0d275c'::bytea,
   12345678901234567890.12345678901234567890, 0.1::float8 + 0.2::float8, 'NaN', ARRAY['a,b', NULL, '"'],
   '😀', 9223372036854775807, '-3 years 2 days', '::1', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('', '', '""', 'infinity', '-infinity', 'epoch', '', 0, '-0', '-Infinity', '{}', 'happy', 1, '0', '10.0.0.0/8',
   NULL),
  (E'tab\there\nline\r\n\\N \\. ''quoted'' "double" \u2028 \x01 \\000', '𝒳', 'null', '1582-10-04', 'epoch',
   '9999-12-31 23:59:59', decode(repeat('00ff', 1000000), 'hex'), -1e-20, 1e308, 1e-45, NULL,
   'it''s complicated', 2, '1 microsecond', '192.168.0.1/24', NULL);
INSERT INTO "strange""name; --" ("Spaced Column") SELECT repeat('long ünï ' || g, 20000) FROM generate_series(1, 20) g;
SELECT nextval('"strange""name; --_id_seq"') FROM generate_series(1, 7) \g /dev/null

CREATE TABLE "Other Schéma ☕"."Übersicht" (a int, b int, PRIMARY KEY (a, b));
INSERT INTO "Other Schéma ☕"."Übersicht" SELECT g, -g FROM generate_series(1, 3000) g;
CREATE TABLE snowflakes (id bigint PRIMARY KEY, parent bigint REFERENCES snowflakes, note text);
INSERT INTO snowflakes VALUES (-9223372036854775808, NULL, 'lowest'), (9007199254740993, -9223372036854775808, 'beyond 2^53');
CREATE TABLE nothing ();
CREATE TABLE empty_one (id int GENERATED ALWAYS AS IDENTITY, t text);
CREATE TABLE parted (id int, day date) PARTITION BY RANGE (day);
CREATE TABLE parted_old PARTITION OF parted FOR VALUES FROM (MINVALUE) TO ('1970-01-01');
CREATE TABLE parted_new PARTITION OF parted FOR VALUES FROM ('1970-01-01') TO (MAXVALUE);
INSERT INTO parted SELECT g, date '1969-12-20' + g FROM generate_series(1, 30) g;

CREATE SEQUENCE down INCREMENT -5 START -1 MINVALUE -1000 MAXVALUE -1 CYCLE;
SELECT nextval('down'), nextval('down') \g /dev/null
CREATE SEQUENCE unused START 1000;

CREATE VIEW "the view" AS SELECT id, "列" || '!' AS loud FROM "strange""name; --" WHERE id < 3;
CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n, sum(id) AS s FROM "strange""name; --";
CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  NEW.note := coalesce(NEW.note, '') || ' $touched$';
  RETURN NEW;
END $body$;
CREATE TRIGGER touch BEFORE INSERT ON snowflakes FOR EACH ROW EXECUTE FUNCTION touched();
CREATE INDEX "odd index" ON "strange""name; --" (lower("Spaced Column") text_pattern_ops) WHERE id < 5;
CREATE INDEX ON "strange""name; --" USING gin ("select");
COMMENT ON TABLE snowflakes IS 'it''s a comment; with 雪';
GRANT SELECT ON snowflakes TO reader;
ALTER TABLE snowflakes ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON snowflakes FOR SELECT TO reader USING (id > 0);
SELECT lo_from_bytea(4711, 'large object') \g /dev/null
