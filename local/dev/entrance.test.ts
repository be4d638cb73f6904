import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routeOf, type Route } from './entrance.ts'

const routes: Route[] = ['/', '/order', '/store'].map((path) => ({ name: path, path, target: 'http://127.0.0.1:1' }))
const path = (url: string) => routeOf(routes, url)?.path

test('requests go by whole path segments, as the cluster’s ingress sends them', () => {
  assert.equal(path('/order'), '/order')
  assert.equal(path('/order/stores/s/feed'), '/order')
  assert.equal(path('/store/keys?x=/order'), '/store')
})

test('what no service takes is a page', () => {
  assert.deepEqual(['/', '/orders', '/kitchen', '/?a=/order'].map(path), ['/', '/', '/', '/'])
})

test('without a service for pages such a path leads nowhere', () => {
  assert.equal(routeOf(routes.slice(1), '/kitchen'), undefined)
})
