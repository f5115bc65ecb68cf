-- What PostgreSQL gives to every role of a server by itself, taken back: as “postgres”, in the
-- database of Rapport, once its roles are there and again for a database that was restored.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO rapport_owner, rapport_app, rapport_readers',
        current_database()
    );
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO rapport_app, rapport_readers;
-- Large objects know no rows and no owners of them.
REVOKE EXECUTE ON FUNCTION
    lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea), lo_put(oid, bigint, bytea),
    lo_open(oid, integer), lo_get(oid), lo_get(oid, bigint, integer), lo_unlink(oid)
    FROM PUBLIC;
