/** A category that lets `for` and `each` keep their place across a step: Java's own iterators are not serialisable. Jenkins has the like. */
class SerializableIteration {

    static Iterator iterator(List list) {
        new Place(items: list)
    }

    static Iterator iterator(Map map) {
        List items = []
        Object[] entries = map.entrySet().toArray()
        for (int i = 0; i < entries.length; i++) {
            items.add(new AbstractMap.SimpleImmutableEntry(entries[i].key, entries[i].value))
        }
        new Place(items: items)
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
