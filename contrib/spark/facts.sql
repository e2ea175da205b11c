-- The facts of the calls that map.sql worked on, as Parquet by UTC day: no words, no numbers, no names.
-- run.sh sets results and facts.
-- Columns are named, since Spark would know only those that some call of the night has.
CREATE TEMPORARY VIEW results (
  outcome STRUCT<
    facts: STRUCT<
      id: STRING, start: BIGINT, answered: BIGINT, `end`: BIGINT, direction: STRING, outcome: STRING, queue: STRING,
      agent: STRING, wait: BIGINT, handle: STRUCT<talk: BIGINT, hold: BIGINT, acw: BIGINT>>,
    evaluation: STRUCT<score: DOUBLE>>
) USING json OPTIONS (path '${results}');

CREATE TABLE facts USING parquet PARTITIONED BY (day) LOCATION '${facts}' AS
SELECT
  outcome.facts.id AS call,
  outcome.facts.start AS start,
  outcome.facts.answered AS answered,
  outcome.facts.`end` AS ended,
  outcome.facts.direction AS direction,
  outcome.facts.outcome AS outcome,
  outcome.facts.queue AS queue,
  outcome.facts.agent AS agent,
  outcome.facts.wait AS wait,
  outcome.facts.handle.talk AS talk,
  outcome.facts.handle.hold AS hold,
  outcome.facts.handle.acw AS acw,
  outcome.evaluation.score AS score,
  CAST((outcome.facts.start - outcome.facts.start % 86400000) / 86400000 AS BIGINT) AS day
FROM results
WHERE outcome IS NOT NULL;
