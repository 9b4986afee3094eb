import type { Problem } from '@infraforge/kernel';

const MOST_TOPICS = 20;
const LONGEST_TOPIC = 50;

/** All that is wrong with the topics of a repository (GitHub: at most 20; lower case, digits and hyphens; at most 50). */
export function topicProblems(topics: readonly string[]): readonly Problem[] {
  const problems: Problem[] = topics
    .filter((topic) => !isTopic(topic))
    .map((topic) => ({
      code: 'scm.invalid-topic',
      message: `The topic '${topic}' is not valid`,
      hint: `Start with a lower-case letter or a digit, go on with these and hyphens, at most ${LONGEST_TOPIC} characters`,
    }));
  if (topics.length > MOST_TOPICS) {
    problems.push({
      code: 'scm.too-many-topics',
      message: `${topics.length} topics are more than the ${MOST_TOPICS} that a repository can have`,
    });
  }
  return problems;
}

function isTopic(topic: string): boolean {
  return topic.length <= LONGEST_TOPIC && /^[a-z\d][a-z\d-]*$/.test(topic);
}
