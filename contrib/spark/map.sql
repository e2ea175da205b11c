-- The work on calls, spread over a Spark cluster: a line of CALLS in, a line of RESULTS out, in any order.
-- run.sh sets calls, results, map and tasks. Results are visible only when all are there.
CREATE TEMPORARY VIEW calls USING text OPTIONS (path '${calls}');

INSERT OVERWRITE DIRECTORY '${results}' USING text
SELECT line FROM (
  SELECT TRANSFORM (value) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\001'
    USING '${map}'
    AS (line STRING) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\001'
  FROM (SELECT /*+ REPARTITION(${tasks}) */ value FROM calls)
);
