import Graph from 'graphology'
import forceAtlas2 from 'graphology-layout-forceatlas2'
import Sigma from 'sigma'
import { placeNodes } from './network.ts'

const colours = { first: '#7a1f3d', case: '#1d4e89', value: '#5b6673', edge: '#6b7280' }

/** Puts a picture that can be moved and enlarged in the place of the still one, where the browser can draw it. */
function enliven(place) {
  const network = JSON.parse(place.dataset.network ?? '{"nodes":[],"edges":[]}')
  const graph = new Graph()
  for (const { id, label, sort, steps, x, y } of placeNodes(network)) {
    const color = steps === 0 ? colours.first : colours[sort]
    graph.addNode(id, { label, x, y: -y, size: sort === 'case' ? 12 : 7, color })
  }
  for (const { from, to } of network.edges) graph.mergeEdge(from, to, { color: colours.edge, size: 2 })
  // A small network stands well on its rings; a larger one finds its own form.
  if (graph.order > 15) forceAtlas2.assign(graph, { iterations: 100, settings: forceAtlas2.inferSettings(graph) })
  // On a phone the still picture is the clearer one.
  if (place.clientWidth < 600) return
  const live = document.createElement('div')
  live.className = 'tb-network__live'
  const still = place.querySelector('svg')
  live.setAttribute('role', 'img')
  live.setAttribute('aria-label', still?.getAttribute('aria-label') ?? '')
  place.append(live)
  try {
    new Sigma(graph, live, { labelRenderedSizeThreshold: 0, zIndex: true, stagePadding: 80 })
  } catch {
    // No WebGL here: the still picture stays.
    live.remove()
    return
  }
  still?.setAttribute('hidden', '')
}

for (const place of document.querySelectorAll('.tb-network')) enliven(place)
