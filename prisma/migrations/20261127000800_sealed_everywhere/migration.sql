-- Every column that holds something sealed refuses what the key ring of this database does not open.
CREATE TRIGGER "audit_key_ring_key" BEFORE INSERT OR UPDATE OF "sealed" ON "audit_key"
  FOR EACH ROW EXECUTE FUNCTION require_ring_key('sealed');
CREATE TRIGGER "suppression_key_ring_key" BEFORE INSERT OR UPDATE OF "sealed" ON "suppression_key"
  FOR EACH ROW EXECUTE FUNCTION require_ring_key('sealed');
CREATE TRIGGER "erasure_ring_key" BEFORE INSERT OR UPDATE OF "sealed" ON "erasure"
  FOR EACH ROW EXECUTE FUNCTION require_ring_key('sealed');
