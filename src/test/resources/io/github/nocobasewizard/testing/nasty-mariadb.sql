CREATE SEQUENCE down START -1 MINVALUE -1000 MAXVALUE -1 INCREMENT -5 NOCACHE CYCLE;
SELECT NEXTVAL(down), NEXTVAL(down);
CREATE SEQUENCE `unused ☕` START 1000;
CREATE TABLE numbered (id bigint DEFAULT NEXTVAL(down), address inet6, unique_id uuid);
INSERT INTO numbered (address, unique_id) VALUES ('::1', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11');
