import { anApplication } from '../testing/applications';
import { countBelow, resourceTree, type TreeNode } from './resource-tree-model';

const resources = anApplication().tree ?? [];
const all = { kind: undefined, health: undefined };

const written = (nodes: readonly TreeNode[]): unknown =>
  nodes.map(({ resource, children }) =>
    children.length > 0 ? { [resource.kind]: written(children) } : resource.kind,
  );

it.each([
  ['everything', all, [{ Deployment: [{ ReplicaSet: ['Pod'] }] }, 'Service']],
  ['a kind with its owners', { ...all, kind: 'Pod' }, [{ Deployment: [{ ReplicaSet: ['Pod'] }] }]],
  ['an owner without what it made', { ...all, kind: 'Deployment' }, ['Deployment']],
  ['nothing', { ...all, health: 'Degraded' }, []],
])('draws %s', (_, filter, expected) => {
  expect(written(resourceTree(resources, filter))).toEqual(expected);
});

it('counts what stands below, and puts what has lost its owner at the root', () => {
  const [deployment] = resourceTree(resources, all);
  expect(deployment && countBelow(deployment)).toBe(2);
  const orphan = resources.filter(({ kind }) => kind === 'Pod');
  expect(written(resourceTree(orphan, all))).toEqual(['Pod']);
});
