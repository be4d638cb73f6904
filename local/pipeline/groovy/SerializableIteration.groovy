/** A category that lets `for` and `each` keep their place across a step: Java's own iterators are not serialisable. Jenkins has the like. */
class SerializableIteration {

    static Iterator iterator(List list) {
        new Place(items: list)
    }

    static Iterator iterator(Map map) {
        iterator(entrySet(map))
    }

    static List entrySet(Map map) {
        Object[] keys = map.keySet().toArray()
        List entries = []
        for (int i = 0; i < keys.length; i++) {
            entries.add(new AbstractMap.SimpleImmutableEntry(keys[i], map.get(keys[i])))
        }
        entries
    }

    static class Place implements Iterator, Serializable {

        List items
        int index

        @Override
        boolean hasNext() {
            index < items.size()
        }

        @Override
        Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException()
            }
            items.get(index++)
        }

        @Override
        void remove() {
            throw new UnsupportedOperationException()
        }

    }

}
