SET NAMES utf8mb4;
SET time_zone = '+00:00';
CREATE TABLE `strange``name; --` (
  id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `Spaced Column` longtext,
  `列` varchar(40) COLLATE utf8mb4_bin,
  latin varchar(40) CHARACTER SET latin1,
  `select` json,
  old date,
  moment datetime(6),
  stamp timestamp(3) NULL,
  bytes longblob,
  price decimal(40, 20),
  ratio double,
  small float,
  flags bit(9),
  mood enum('happy', 'it''s complicated', '☕') CHARACTER SET utf8mb4,
  several set('a', 'b', 'c'),
  years year,
  span time(3),
  fixed binary(4),
  doubled decimal(42, 20) GENERATED ALWAYS AS (price * 2) STORED,
  KEY `odd index` (`列`(7)),
  FULLTEXT KEY words (`Spaced Column`)
) AUTO_INCREMENT = 4000000000 COMMENT 'it''s a comment; with 雪';
INSERT INTO `strange``name; --`
  (`Spaced Column`, `列`, latin, `select`, old, moment, stamp, bytes, price, ratio, small, flags, mood, several, years,
   span, fixed)
VALUES
  ('plain', '中文', 'ünï', '{"a": [1, null, "😀"], "b": {"c": 1e300}}', '1000-01-01', '1901-12-13 20:45:52.123456',
   '1970-01-01 00:00:01.001', 0x00ff0a0d275c, 12345678901234567890.12345678901234567890, 0.1e0 + 0.2e0, 1.5,
   b'101010101', '☕', 'a,c', 1901, '-838:59:59.000', 0x00010200),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  ('', '', '', '""', '9999-12-31', '1969-12-31 23:59:59.999999', '2038-01-19 03:14:07', '', 0, 0e0, -1e-30, b'0',
   'happy', '', 2155, '00:00:00.001', 0x20202020),
  ('tab\there\nline\r\n\\N ''quoted'' "double" \Z \0 \\', '𝒳', '', 'null', '1582-10-04', '1582-10-04 00:00:00',
   NULL, REPEAT(0x00ff, 1000000), -1e-20, 1e308, 1e38, b'1', 'it''s complicated', 'b', 1970, NULL, NULL);
INSERT INTO `strange``name; --` (`Spaced Column`) SELECT REPEAT('long ünï ', 20000) FROM `strange``name; --`;
CREATE TABLE snowflakes (
  id bigint NOT NULL PRIMARY KEY,
  parent bigint,
  note text,
  FOREIGN KEY (parent) REFERENCES snowflakes (id)
);
INSERT INTO snowflakes VALUES (-9223372036854775808, NULL, 'lowest');
INSERT INTO snowflakes VALUES (9007199254740993, -9223372036854775808, 'beyond 2^53');
CREATE TABLE `Übersicht ☕` (a int, b int, PRIMARY KEY (a, b)) COLLATE utf8mb4_unicode_ci;
INSERT INTO `Übersicht ☕` VALUES (1, -1), (2, -2);
CREATE TABLE empty_one (id int AUTO_INCREMENT PRIMARY KEY, t text) AUTO_INCREMENT = 77;
CREATE TABLE keyless (a int, b text);
INSERT INTO keyless VALUES (1, 'x'), (1, 'x'), (NULL, NULL);
CREATE VIEW `the view` AS SELECT id, CONCAT(`列`, '!') AS loud FROM `strange``name; --`;
CREATE FUNCTION twice(x int) RETURNS int DETERMINISTIC RETURN x * 2;
DELIMITER //
CREATE TRIGGER touch BEFORE INSERT ON snowflakes FOR EACH ROW
BEGIN
  SET NEW.note = CONCAT(COALESCE(NEW.note, ''), ' touched; ☕');
END//
CREATE PROCEDURE clear_all()
BEGIN
  DELETE FROM keyless;
END//
DELIMITER ;
CREATE EVENT nightly ON SCHEDULE EVERY 1 YEAR STARTS '2040-01-01 00:00:00' DISABLE DO DELETE FROM keyless;
